#!/usr/bin/env bash
# Whether the sources that only Windows builds still compile, without Windows: the mingw-w64 compiler looks at
# each, with the Qt headers of this machine, and makes nothing of it. Run by `./dev lint --windows`, which
# `./dev lint` includes, from the project's root. Nothing is linked, and no Qt for Windows is needed.
set -euo pipefail

compiler=x86_64-w64-mingw32-g++-posix
if ! command -v "$compiler" >/dev/null; then
  echo "windows: $compiler is missing (apt-get install g++-mingw-w64-x86-64-posix)" >&2
  exit 1
fi
qt=$(qtpaths6 --query QT_INSTALL_HEADERS)

folder=build/windows
mkdir -p "$folder"
options=(-std=c++20 -Wall -Wextra -Wshadow -Woverloaded-virtual -Wunused -Werror
  -DQT_NO_KEYWORDS -DQT_NO_CAST_TO_ASCII -DQT_NO_CAST_FROM_ASCII -DQT_NO_URL_CAST_FROM_STRING -DQT_USE_QSTRINGBUILDER
  -DUNICODE -DNOMINMAX -DWIN32_LEAN_AND_MEAN -D_WIN32_WINNT=0x0A00 -Icore -I. -isystem "$qt")
for module in QtCore QtNetwork QtDBus; do
  options+=(-isystem "$qt/$module")
done

mapfile -t sources < <(git ls-files ':(glob)core/*/windows/*.cpp' ':(glob)core/base/*.cpp' ':(glob)core/files/*.cpp' \
  core/capture/frame_stock.cpp core/capture/screen_canvas.cpp core/capture/screen_feed.cpp core/capture/desktop_layout.cpp \
  core/capture/packet_timeline.cpp core/remote/native_keys.cpp core/script/watchdog.cpp app/stop_signals.cpp \
  app/cli_output.cpp ':(glob)tests/windows/*.cpp' | grep -vE '/(posix_file|system_files)\.cpp$')

# What nearly all of them include is read once.
cat >"$folder/all.h" <<'HEADER'
#include "base/windows_api.h"
#include <objbase.h>
#include <d3d11.h>
#include <dxgi1_2.h>
#include <mmdeviceapi.h>
#include <audioclient.h>
#include <wrl/client.h>
#include <QStringList>
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>
HEADER
"$compiler" "${options[@]}" -x c++-header "$folder/all.h" -o "$folder/all.h.gch"

printf '%s\n' "${sources[@]}" | xargs -P "$(nproc)" -n 4 "$compiler" "${options[@]}" -fsyntax-only -include "$folder/all.h"
echo "windows: ${#sources[@]} files compile"
