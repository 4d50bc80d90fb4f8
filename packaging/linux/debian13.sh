#!/usr/bin/env bash
# Builds Reelout against Debian 13 (Qt 6.8, FFmpeg 7.1) in a chroot below build/ and runs the unit tests there.
# Root only; the chroot is kept for the next time; --prepare only makes
# it. Run by `./dev test --debian13` from the project's root.
set -euo pipefail

if [ "$(id -u)" -ne 0 ]; then
  echo "A chroot needs root: sudo ./dev test --debian13" >&2
  exit 1
fi

source=$PWD
root=$source/build/debian13/root
# The same mirror that this machine's apt uses.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)
[ -n "$mirror" ] || { echo "No Debian mirror found in apt's sources." >&2; exit 1; }

command -v debootstrap >/dev/null || apt-get -qq install -y --no-install-recommends debootstrap >&2
if [ ! -e "$root/ready" ]; then
  mkdir -p "$root"
  debootstrap --variant=minbase trixie "$root" "$mirror"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"
# A proxy or certificate that this machine's apt is set up with is needed inside too.
cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/" 2>/dev/null || echo "no extra apt settings" >&2

cleanup() { for mount in proc sys dev source; do mountpoint -q "$root/$mount" && umount "$root/$mount"; done; return 0; }
trap cleanup EXIT
mkdir -p "$root/source"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/sys" || mount --bind /sys "$root/sys" # x265 asks there for the processors
mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
mountpoint -q "$root/source" || mount --bind "$source" "$root/source"

# What to build with, and what the unit tests call or link.
packages="$(cat packaging/linux/packages-build.txt) ffmpeg imagemagick openimageio-tools openexr libtiff-tools webp exiv2 libpng-dev flac sox mediainfo libegl-dev libegl-mesa0 xvfb x11-utils xdotool dbus socat liblo-tools libglib2.0-bin python3 python3-pil"
if [ "$(cat "$root/ready" 2>/dev/null)" != "$packages" ]; then
  chroot "$root" apt-get -qq update
  chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $packages
  echo "$packages" >"$root/ready"
fi
[ "${1:-}" = --prepare ] && exit 0
chroot "$root" sh -euc '
  cd /source
  cmake -S . -B build/debian13/build -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo
  cmake --build build/debian13/build
  ctest --test-dir build/debian13/build --label-regex unit --parallel "$(nproc)" --output-on-failure
'
