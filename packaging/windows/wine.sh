#!/usr/bin/env bash
# What of the Windows back ends needs no Qt, run under Wine: GDI on a private X server, WASAPI on a private
# PulseAudio, with pixels and samples compared. Needs wine64, xvfb, x11-xserver-utils, pulseaudio and
# pulseaudio-utils besides the mingw-w64 compiler, and for the sound a machine that is not busy; no part of CI. From the
# project's root.
set -euo pipefail

compiler=x86_64-w64-mingw32-g++-posix
qt=$(qtpaths6 --query QT_INSTALL_HEADERS)
build=build/windows
work=$(mktemp -d)
mkdir -p "$build"
processes=()
finish() {
  for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
  WINEPREFIX="$work/wine" wineserver -k 2>/dev/null || true
  rm -rf "$work" || true
}
trap finish EXIT

# Only what the probe uses is linked; the rest would need Qt.
mapfile -t sources < <(git ls-files ':(glob)core/capture/windows/*.cpp' | grep -vE '/(windows_|wasapi_(backend|output|source)|key_names)')
sources+=(core/capture/{screen_canvas,frame_stock,packet_timeline}.cpp core/capture/overlay/{sprite,sprite_layer}.cpp
  core/media/{row_bands,geometry,picture,pixel_format}.cpp core/base/{worker,clock}.cpp tests/windows/probe.cpp)
objects=()
for source in "${sources[@]}"; do
  object="$build/$(basename "$source" .cpp).o"
  objects+=("$object")
  [ "$object" -nt "$source" ] && continue
  "$compiler" -std=c++20 -O1 -c "$source" -o "$object" -DQT_NO_KEYWORDS -DQT_NO_VERSION_TAGGING -DUNICODE -Icore -isystem "$qt" -isystem "$qt/QtCore"
done
"$compiler" -static -o "$build/probe.exe" "${objects[@]}" -ldxgi -ld3d11 -ldwmapi -lole32 -lgdi32 -lwinmm

Xvfb -displayfd 3 -noreset -nolisten tcp -screen 0 1280x800x24 3>"$work/display" 2>/dev/null &
processes+=($!)
export XDG_RUNTIME_DIR="$work" PULSE_SERVER="unix:$work/pulse.socket" WINEPREFIX="$work/wine" WINEDEBUG=-all
export WINEDLLOVERRIDES='mscoree=d;mshtml=d'
cat >"$work/pulse.pa" <<PULSE
load-module module-native-protocol-unix socket=$work/pulse.socket auth-anonymous=1
load-module module-null-sink sink_name=speakers sink_properties=device.description=Speakers
PULSE
pulseaudio -n --daemonize=no --exit-idle-time=-1 --disable-shm=yes -F "$work/pulse.pa" 2>/dev/null &
processes+=($!)
for _ in $(seq 300); do
  [ -s "$work/display" ] && pactl info >/dev/null 2>&1 && break
  sleep 0.1
done
export DISPLAY=":$(cat "$work/display")"
probe() { wine "$build/probe.exe" "$@"; }
place() { echo "z:${work//\//\\}\\$1"; }

failures=0
check() { if [ "$2" = "$3" ]; then echo "ok: $1"; else echo "FAILED: $1: $2, not $3"; failures=$((failures + 1)); fi; }
pixel() {
  python3 - "$work/$1" "$2" "$3" <<'PY'
import sys
head, size, _, pixels = open(sys.argv[1], 'rb').read().split(b'\n', 3)
at = (int(sys.argv[3]) * int(size.split()[0]) + int(sys.argv[2])) * 3
print(pixels[at:at + 3].hex())
PY
}

probe list
xsetroot -solid '#336699'
probe screen 600 300 200 100 3 "$(place screen.ppm)" | tee "$work/looks"
check 'GDI sees the screen' "$(pixel screen.ppm 10 10)" 336699
check 'a still screen does not change' "$(grep -c unchanged "$work/looks")" 2
probe screen 600 300 200 100 60 "$(place changed.ppm)" >"$work/changes" &
until grep -qs 'look 1' "$work/changes"; do sleep 0.1; done
xsetroot -solid '#993366'
wait $!
check 'a change is found once' "$(grep -c 'rows changed: 100' "$work/changes")" 1
check 'and captured' "$(pixel changed.ppm 10 10)" 993366
probe screen 1200 700 200 200 1 "$(place beyond.ppm)" >/dev/null
check 'beyond the desktop it is black' "$(pixel beyond.ppm 150 150)" 000000
probe own masks "$(place masks.ppm)"
check 'a window draws itself' "$(pixel masks.ppm 10 10)-$(pixel masks.ppm 190 10)" ffffff-2080c0
check 'a pointer inverts' "$(pixel masks.ppm 97 47)-$(pixel masks.ppm 101 47)" 000000-df7f3f
check 'and has its colours' "$(pixel masks.ppm 105 47)-$(pixel masks.ppm 113 47)" ffffff-000000
check 'no duplication under Wine' "$(probe duplicate 0 0 64 64 1 "$(place none.ppm)" | tr -d '\r')" 'duplicate: 0x80004001'

probe play Speakers 600 440 >/dev/null &
until pactl list short sink-inputs | grep -q .; do sleep 0.1; done
probe sound 'Monitor of Speakers' 3 0 | tee "$work/sound"
check 'WASAPI hears a tone' "$(grep -oE 'tone 4[34][0-9]\.' "$work/sound" | head -c 4)" tone
check 'without gaps' "$(grep -oE 'gaps [0-9]+' "$work/sound")" 'gaps 0'
probe sound 'Monitor of Speakers' 2 16000 | tee "$work/sound"
check 'in another rate' "$(grep -oE 'sound 16000 Hz .* tone 4[34][0-9]\.' "$work/sound" | head -c 11)" 'sound 16000'
exit "$failures"
