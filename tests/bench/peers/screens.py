# SPDX-License-Identifier: GPL-3.0-or-later
"""What taking pictures of a whole screen in full motion costs by itself, nothing made of them: on an X server
against ffmpeg's x11grab, on Wayland (sway without a graphics card) against wf-recorder.

All in turns in one run; per picture, because on Wayland the compositor decides how many there are. What others
do for a recorder is counted with it: the X server's extra work, the portal and PipeWire.
"""

import argparse
import os
import re
import select
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import processes  # noqa: E402
import rig  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
ORDINARY = 1000  # sway refuses to run as root
FILM = 8  # pictures
PATIENCE = 30  # seconds


def measured(processes_of, options):
    """CPU seconds of each group of processes in the window, and its length."""
    before = {name: processes.cpu_seconds(pids()) for name, pids in processes_of.items()}
    start = time.monotonic()
    time.sleep(options.window)
    seconds = time.monotonic() - start
    return {name: processes.cpu_seconds(pids()) - before[name] for name, pids in processes_of.items()}, seconds


def counted(process, count, options, others):
    """One recorder's window. `count` gives the pictures so far."""
    time.sleep(options.warm)
    groups = {"recorder": lambda: processes.tree(process.pid)}
    groups.update(others)
    first = count()
    cpu, seconds = measured(groups, options)
    pictures = count() - first
    return {"cpu": cpu, "seconds": seconds, "pictures": pictures}


class Log:
    """Counts a line's occurrences in a file that grows."""

    def __init__(self, path, pattern):
        self.path, self.pattern = path, re.compile(pattern)

    def __call__(self):
        with open(self.path, errors="replace") as file:
            return len(self.pattern.findall(file.read()))


class Progress:
    """ffmpeg's own count."""

    def __init__(self, path):
        self.path = path

    def __call__(self):
        with open(self.path) as file:
            found = re.findall(r"^frame=(\d+)", file.read(), re.M)
        return int(found[-1]) if found else 0


def record_own(options, env, folder, others):
    """Our pictures are counted when it has ended: over its life, which the window is part of."""
    words = os.path.join(folder, "own.log")
    with open(words, "w") as log:
        process = subprocess.Popen(demoted(options, [options.alone, str(options.fps)]), env=env, stdout=subprocess.PIPE,
                                   stderr=log, text=True)
    if not select.select([process.stdout], [], [], PATIENCE)[0] or process.stdout.readline() != "ready\n":
        process.kill()
        process.wait()
        with open(words) as log:
            raise RuntimeError("no picture: " + log.read())
    born = time.monotonic()
    result = counted(process, lambda: 0, options, others)
    process.send_signal(signal.SIGTERM)
    pictures = int(process.stdout.readline())
    result["pictures"] = pictures * result["seconds"] / (time.monotonic() - born)
    process.wait(10)
    return result


def record_peer(command, count, options, env, others, log):
    with open(log, "w") as file:
        process = subprocess.Popen(demoted(options, command), env=env, stdin=subprocess.DEVNULL, stdout=file, stderr=file)
    time.sleep(1.0)
    result = counted(process, count, options, others)
    process.send_signal(signal.SIGINT)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return result


def demoted(options, command):
    if options.wayland and os.getuid() == 0:
        return ["setpriv", f"--reuid={ORDINARY}", f"--regid={ORDINARY}", "--clear-groups"] + command
    return command


def x11_rounds(options):
    results = {"reelout": [], "ffmpeg x11grab": []}
    home = tempfile.mkdtemp(prefix="reelout-bench-home-")
    try:
        with rig.x_server(options.width, options.height) as (server, display):
            env = rig.environment(display, home)
            content = [options.painter, "video", str(options.width), str(options.height), str(options.fps)]
            with rig.running(content, env, stdout=subprocess.PIPE, text=True) as show:
                show.stdout.readline()
                time.sleep(1.0)
                idle, seconds = measured({"server": lambda: [server.pid]}, options)
                idle = idle["server"] / seconds
                others = {"server": lambda: [server.pid]}
                progress = os.path.join(home, "progress.txt")
                grab = ["ffmpeg", "-nostdin", "-v", "error", "-progress", progress, "-f", "x11grab", "-framerate", str(options.fps),
                        "-video_size", f"{options.width}x{options.height}", "-i", display, "-c", "copy", "-f", "null", "-"]
                for turn in range(options.rounds):
                    for name in list(results) if turn % 2 == 0 else list(reversed(results)):
                        result = record_own(options, env, home, others) if name == "reelout" else \
                            record_peer(grab, Progress(progress), options, env, others, os.path.join(home, "peer.log"))
                        result["cpu"]["server"] = max(0.0, result["cpu"]["server"] - idle * result["seconds"])
                        results[name].append(result)
                        tell(turn, name, result)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return results


def film(options, folder):
    path = os.path.join(folder, "film.raw")
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", f"testsrc2=s={options.width}x{options.height}:r={options.fps}",
                    "-frames:v", str(FILM), "-pix_fmt", "bgr0", "-f", "rawvideo", path], check=True)
    return path


def wayland_rounds(options):
    results = {"reelout": [], "wf-recorder": []}
    home = tempfile.mkdtemp(prefix="reelout-bench-home-", dir="/dev/shm")
    log = open(os.path.join(home, "servers.log"), "w")
    try:
        env = rig.environment("", home)
        del env["DISPLAY"]
        run = env["XDG_RUNTIME_DIR"]
        env.update(DBUS_SESSION_BUS_ADDRESS=f"unix:path={run}/bus", DBUS_SYSTEM_BUS_ADDRESS="disabled:", XDG_STATE_HOME=home + "/state",
                   XDG_CURRENT_DESKTOP="sway", XDG_SESSION_TYPE="wayland", WLR_BACKENDS="headless", WLR_LIBINPUT_NO_DEVICES="1",
                   WLR_RENDERER="pixman")
        os.makedirs(home + "/config/xdg-desktop-portal-wlr")
        with open(home + "/config/xdg-desktop-portal-wlr/config", "w") as file:
            file.write(f"[screencast]\noutput_name=HEADLESS-1\nchooser_type=none\nmax_fps={options.fps}\n")
        with open(home + "/sway.conf", "w") as file:
            file.write(f"output HEADLESS-1 mode --custom {options.width}x{options.height}@{options.fps}Hz\ndefault_border none\n"
                       "for_window [app_id=mpv] fullscreen enable\n")
        shim = home + "/plain_screencopy.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-o", shim, os.path.join(HERE, "plain_screencopy.c"), "-ldl"], check=True)
        frames = film(options, home)
        options.alone = shutil.copy(options.alone, home)  # where another user can see it
        if os.getuid() == 0:
            for folder, _, names in os.walk(home):
                for name in [""] + names:
                    os.chown(os.path.join(folder, name), ORDINARY, ORDINARY)
        quiet = {"stdout": log, "stderr": log}

        def server(command, more=None):
            return rig.running(demoted(options, command), {**env, **(more or {})}, **quiet)

        with server(["dbus-daemon", "--session", "--nofork", "--nopidfile", "--address=" + env["DBUS_SESSION_BUS_ADDRESS"]]):
            rig.wait_for("bus", run)
            with server(["pipewire"]) as pipewire, server(["wireplumber"]), server(["sway", "-c", home + "/sway.conf"]) as sway:
                env["WAYLAND_DISPLAY"] = os.path.basename(rig.wait_for(r"wayland-\d+", run))
                with server(["/usr/libexec/xdg-desktop-portal-wlr"], {"LD_PRELOAD": shim}) as bridge:
                    time.sleep(1.0)
                    play = ["mpv", "--no-config", "--vo=wlshm", "--fs", "--loop=inf", "--demuxer=rawvideo", f"--demuxer-rawvideo-w={options.width}",
                            f"--demuxer-rawvideo-h={options.height}", f"--demuxer-rawvideo-fps={options.fps}", "--demuxer-rawvideo-mp-format=bgr0",
                            "--no-osc", "--osd-level=0", frames]
                    with server(["/usr/libexec/xdg-desktop-portal"]) as portal, server(play):
                        time.sleep(3.0)
                        idle, seconds = measured({"compositor": lambda: processes.tree(sway.pid)}, options)
                        idle = idle["compositor"] / seconds
                        # mpv is no child of sway, so the tree is sway itself.
                        others = {"compositor": lambda: [sway.pid],
                                  "portal": lambda: [bridge.pid, portal.pid, pipewire.pid]}
                        words = os.path.join(home, "peer.log")
                        # Its own words of the protocol are what counts its pictures.
                        peer = ["env", "WAYLAND_DEBUG=client", "wf-recorder", "-c", "rawvideo", "-x", "bgr0", "-m", "null", "-f", "/dev/null", "-y"]
                        for turn in range(options.rounds):
                            for name in list(results) if turn % 2 == 0 else list(reversed(results)):
                                result = record_own(options, env, home, others) if name == "reelout" else \
                                    record_peer(peer, Log(words, r"zwlr_screencopy_frame_v1@\d+\.ready\("), options, env, others, words)
                                result["cpu"]["compositor"] = max(0.0, result["cpu"]["compositor"] - idle * result["seconds"])
                                results[name].append(result)
                                tell(turn, name, result)
    except Exception:
        log.flush()
        with open(os.path.join(home, "servers.log")) as file:
            print(file.read()[-3000:], file=sys.stderr)
        raise
    finally:
        log.close()
        shutil.rmtree(home, ignore_errors=True)
    return results


def tell(turn, name, result):
    print(f"    round {turn + 1} {name}: {result['pictures']:.0f} pictures in {result['seconds']:.1f} s, " +
          ", ".join(f"{group} {cpu:.2f} s" for group, cpu in result["cpu"].items()), file=sys.stderr, flush=True)


def milliseconds(result, group=None):
    cpu = result["cpu"][group] if group else sum(result["cpu"].values())
    return 1000 * cpu / result["pictures"] if result["pictures"] else float("nan")


def print_table(title, results):
    groups = list(next(iter(results.values()))[0]["cpu"])
    print(f"\n{title}\n  {'ms of CPU a picture':20} {'all':>7} " + " ".join(f"{group:>11}" for group in groups) + f" {'pictures/s':>11} {'own / it':>9}")
    for name, rounds in results.items():
        pairs = [milliseconds(a) / milliseconds(b) for a, b in zip(results["reelout"], rounds)]
        print(f"  {name:20} {statistics.median(milliseconds(each) for each in rounds):7.2f} " +
              " ".join(f"{statistics.median(milliseconds(each, group) for each in rounds):11.2f}" for group in groups) +
              f" {statistics.median(each['pictures'] / each['seconds'] for each in rounds):11.1f} {statistics.median(pairs):9.2f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", help="not used: capture_alone beside the painter is measured")
    parser.add_argument("--painter", required=True, help="screen_painter")
    parser.add_argument("--only", choices=("x11", "wayland"), help="one of the two")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--window", type=float, default=6.0, help="seconds that are measured")
    parser.add_argument("--warm", type=float, default=1.0, help="seconds before that")
    parser.add_argument("--width", type=int, default=3840)
    parser.add_argument("--height", type=int, default=2160)
    parser.add_argument("--fps", type=int, default=60)
    options = parser.parse_args()
    options.painter = os.path.abspath(options.painter)
    options.alone = os.path.join(os.path.dirname(options.painter), "capture_alone")
    size = f"{options.width} x {options.height} at {options.fps}, full motion"
    options.wayland = False
    if options.only != "wayland":
        print_table("X11, " + size, x11_rounds(options))
    options.wayland = True
    if options.only != "x11":
        print_table("Wayland, " + size, wayland_rounds(options))


if __name__ == "__main__":
    main()
