#!/usr/bin/env bash
# Formatting, licence lines and clang-tidy over the program's own sources. Run by `./dev lint` and CI from the
# project's root, after the preset `dev` was configured.
set -euo pipefail

mapfile -t sources < <(git ls-files 'app/*.cpp' 'core/*.cpp' 'ui/*.cpp' 'tests/*.cpp' 'app/*.h' 'core/*.h' 'ui/*.h' 'tests/*.h' 'core/*.mm')

clang-format --dry-run --Werror "${sources[@]}"

status=0
for file in "${sources[@]}"; do
  if [ "$(head -n 1 "$file")" != "// SPDX-License-Identifier: GPL-3.0-or-later" ]; then
    echo "$file: the first line must be the SPDX licence line" >&2
    status=1
  fi
done
[ "$status" -eq 0 ] || exit 1

if [ "${1:-}" = --quick ]; then
  echo "lint: ${#sources[@]} files formatted and licensed"
  exit 0
fi

# clang-tidy reads the compile commands of the dev build; GCC's precompiled headers mean nothing to it.
database=build/lint
mkdir -p "$database"
sed -E -e 's/-include [^ "]*cmake_pch\.hxx//g' -e 's/-fpch-preprocess//g' -e 's/-Winvalid-pch//g' \
  build/dev/compile_commands.json >"$database/compile_commands.json"
# Sources of other systems are not in it: check.sh compiles those of Windows.
printf '%s\n' "${sources[@]}" | grep -E '^(app|core|ui)/.*\.cpp$' |
  while read -r file; do
    if grep -qF "/$file\"" "$database/compile_commands.json"; then echo "$file"; fi
  done |
  xargs -P "$(nproc)" -n 4 clang-tidy --quiet -p "$database" \
    --extra-arg=-Wno-unknown-warning-option 2>"$database/stderr.txt" || {
  grep -vE 'warnings? generated|Suppressed|Use -header-filter' "$database/stderr.txt" >&2
  exit 1
}
echo "lint: ${#sources[@]} files clean"
