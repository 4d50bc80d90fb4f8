# SPDX-License-Identifier: GPL-3.0-or-later
"""One recording on a private X server: the server, what it shows, the recorder, and what it cost."""

import contextlib
import glob
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

import processes

NUMBER_WIDTH = 512  # of the burnt-in number: 32 blocks of 16 pixels
NUMBER_BITS = 32


@contextlib.contextmanager
def running(command, env=None, **more):
    process = subprocess.Popen(command, env=env, **more)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def x_server(width, height):
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"]
    with running(command, pass_fds=[write], stderr=subprocess.DEVNULL) as process:
        os.close(write)
        number = b""
        while not number.endswith(b"\n"):
            byte = os.read(read, 1)
            if not byte:
                raise RuntimeError("Xvfb does not start")
            number += byte
        os.close(read)
        yield process, ":" + number.decode().strip()


def wait_for(pattern, folder):
    """The path of the first file there whose name matches."""
    for _ in range(300):
        names = [name for name in os.listdir(folder) if re.fullmatch(pattern, name)]
        if names:
            return os.path.join(folder, names[0])
        time.sleep(0.1)
    raise RuntimeError(f"{pattern} does not come in {folder}")


def environment(display, home):
    """Nothing of the surrounding session: no compositor, no sound server, settings in a folder of its own."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("WAYLAND", "PULSE", "DBUS", "XDG"))}
    run = os.path.join(home, "run")
    os.makedirs(run, mode=0o700, exist_ok=True)
    env.update(DISPLAY=display, HOME=home, XDG_RUNTIME_DIR=run, XDG_CONFIG_HOME=os.path.join(home, "config"),
               LIBGL_ALWAYS_SOFTWARE="1", QT_QPA_PLATFORM="xcb", DBUS_SESSION_BUS_ADDRESS="disabled:")
    return env


def numbers_in(folder):
    """The numbers burnt into all frames of what was recorded, in order, and the frames there are."""
    stills = sorted(glob.glob(folder + "/*.png"))
    movies = [name for name in glob.glob(folder + "/*") if name.endswith((".mkv", ".mov", ".mp4"))]
    if stills:
        listing = os.path.join(folder, "stills.txt")
        with open(listing, "w") as file:
            file.writelines(f"file '{name}'\n" for name in stills)
        source = ["-f", "concat", "-safe", "0", "-i", listing]
    elif movies:
        source = ["-i", max(movies, key=os.path.getmtime)]
    else:
        return []
    result = subprocess.run(["ffmpeg", "-v", "error"] + source +
                            ["-vf", f"crop={NUMBER_WIDTH}:16:0:0,scale={NUMBER_BITS}:1:flags=area", "-pix_fmt", "gray",
                             "-vsync", "passthrough", "-f", "rawvideo", "-"], capture_output=True, check=False)
    rows = [result.stdout[i:i + NUMBER_BITS] for i in range(0, len(result.stdout) - NUMBER_BITS + 1, NUMBER_BITS)]
    return [sum(1 << bit for bit in range(NUMBER_BITS) if row[bit] > 127) for row in rows]


def delivered(numbers, painted):
    """Share of the painted frames between the first and the last recorded one that are in the file."""
    seen = sorted(number for number in set(numbers) if number < painted)
    return len(seen) / (seen[-1] - seen[0] + 1) if len(seen) > 2 else float("nan")


def painting(painter, job):
    """The command that shows what is recorded."""
    return [painter, job["content"], str(job["width"]), str(job["height"]), str(job["fps"])]


def encoder_alone(program, job, painter, parameters, extension):
    """Processor seconds of encoding a second of this, from converted pictures that are in memory already."""
    folder = tempfile.mkdtemp(prefix="reelout-bench-", dir="/dev/shm")
    try:
        with x_server(job["width"], job["height"]) as (_, display):
            env = environment(display, folder)
            with running(painting(painter, job), env, stdout=subprocess.PIPE, text=True) as show:
                show.stdout.readline()
                fps = str(job["fps"])
                settings = [f"{name}={value}" for name, value in parameters.items()] + [f"fps={fps}"]
                command = [program, fps, str(3 * job["fps"]), os.path.join(folder, "alone." + extension)] + settings
                return float(subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def record(make_recorder, job, painter, warm, window):
    """The figures of one recording as a dictionary."""
    folder = tempfile.mkdtemp(prefix="reelout-bench-", dir="/dev/shm")
    home = tempfile.mkdtemp(prefix="reelout-bench-home-")
    try:
        with x_server(job["width"], job["height"]) as (server, display):
            env = environment(display, home)
            with running(painting(painter, job), env, stdout=subprocess.PIPE, text=True) as show:
                begin = float(show.stdout.readline())
                time.sleep(1.0)
                before = processes.cpu_seconds([server.pid])
                start = time.monotonic()
                time.sleep(warm)
                idle = (processes.cpu_seconds([server.pid]) - before) / (time.monotonic() - start)

                recorder = make_recorder(job, folder, env)
                launched = time.monotonic()
                recorder.start()
                time.sleep(recorder.settle + warm)
                pids = processes.tree(recorder.process.pid)
                cpu = processes.cpu_seconds(pids)
                server_cpu = processes.cpu_seconds([server.pid])
                woken = processes.wakeups(pids)
                start = time.monotonic()
                time.sleep(window)
                seconds = time.monotonic() - start
                pids = processes.tree(recorder.process.pid)
                result = {
                    "recorder": (processes.cpu_seconds(pids) - cpu) / seconds,
                    "server": (processes.cpu_seconds([server.pid]) - server_cpu) / seconds - idle,
                    "megabytes": processes.peak_megabytes(pids),
                    "wakeups": (processes.wakeups(pids) - woken) / seconds,
                }
                result["note"] = recorder.stop()
                show.send_signal(signal.SIGTERM)
                painted, late = (int(word) for word in show.stdout.readline().split())
        result["cpu"] = result["recorder"] + max(result["server"], 0.0)
        result["painted late"] = late
        numbers = numbers_in(folder)
        result["frames"] = len(numbers)
        if job["content"] != "static":
            result["delivered"] = delivered(numbers, painted)
            result["repeated"] = len(numbers) - len(set(numbers))
            seen = [number for number in numbers if number < painted]
            if seen:
                result["first frame after"] = begin + seen[0] / job["fps"] - launched
        result["file megabytes"] = sum(os.path.getsize(name) for name in glob.glob(folder + "/*")) / 1e6
        return result
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)
