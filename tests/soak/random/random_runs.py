# SPDX-License-Identifier: GPL-3.0-or-later
"""The program used at random, and every file it leaves opened by FFmpeg.

Kinds: `commands` (recordings on the command line), `scripts` (whole projects changed while they record) and `window`
(somebody who knows nothing of the program, random/hands.h). A run that crashes, hangs, ends with what no use may end
with, or leaves a file that FFmpeg does not read or that nobody finished is printed with its seed and kept. Several run
at once, so that everybody has to wait for something. With --heap under glibc's heap checks.
"""

import argparse
import collections
import concurrent.futures
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import command_lines
import scripts
import tables

PATIENCE = 300  # seconds until a run counts as hanging
QUIET = 40  # seconds without a step after which the window does
# Wrong settings, refusals, an early signal and "recorded, but" are an honest end of what was chosen at random.
HONEST = {0, 1, 2, 3, 4, 11, 14}
# "The encoder or the disk did not answer": x265 and FFV1 with noise take seconds for a frame when several runs want
# the processor. Such a run is counted by itself, and its files are what a stop after five seconds leaves.
SLOW = 13
MEDIA = (".mov", ".mp4", ".mkv", ".avi", ".webm", ".gif", ".wav", ".aiff", ".flac", ".ogg", ".mp3", ".png", ".jpg",
         ".tif", ".bmp", ".webp", ".exr")
# FFmpeg's own words about files in order: kinds of pixels of DDS and types of Hap that it does not know.
HARMLESS = (b"bpp=", b"DXGI", b"Decoder (codec none)")


# It waits, while others change what it works on.
SCRIPT = """
for (let turn = 0; turn < 8; ++turn) {
  const pattern = project.create('testpattern');
  const movie = project.create('moviefileout');
  wait(0.05);
  try { pattern.outputConnectors[0].connect(movie); movie.par.record = 1; } catch (error) {}
  wait(0.1);
  try { movie.par.record = 0; movie.destroy(); } catch (error) {}
  wait(0.05);
  try { pattern.destroy(); } catch (error) {}
}
"""


class Runs:
    def __init__(self, options):
        self.options = options
        self.tables = tables.Tables(options.cli)
        self.samples = self.make_samples()
        self.end = time.monotonic() + options.seconds
        self.last_seed = options.seed + options.runs - 1 if options.runs else None
        self.tried = collections.Counter()
        self.slow = collections.Counter()
        self.failed = collections.Counter()
        self.files = 0
        self.lock = threading.Lock()

    def make_samples(self):
        folder = os.path.join(self.options.folder, "samples")
        os.makedirs(folder, exist_ok=True)
        pattern = ["--video", "testpattern", "--audio"]
        for name, arguments in (("clip.mov", [*pattern, "audiooscillator", "--duration", "1", "--fps", "30"]),
                                ("still.png", [*pattern, "none"]),
                                ("tone.wav", ["--audio", "audiooscillator", "--duration", "1"])):
            subprocess.run([self.options.cli, "record", "--overwrite", *arguments, "-o", name], cwd=folder, check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for name, text in (("script.js", SCRIPT), ("cells.tsv", "a\tb\nc\td\n"), ("bad.reelout", "{}"),
                           ("text.txt", "Nothing.\n")):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        return folder

    def environment(self, folder):
        own = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        made = {**own, "HOME": folder, "XDG_STATE_HOME": f"{folder}/state", "LC_ALL": "C.UTF-8",
                "DBUS_SESSION_BUS_ADDRESS": "disabled:", "DBUS_SYSTEM_BUS_ADDRESS": "disabled:"}
        if self.options.display:
            made.update(DISPLAY=self.options.display, QT_QPA_PLATFORM="xcb")
        else:
            made["QT_QPA_PLATFORM"] = "offscreen"
        if self.options.heap:
            made.update(LD_PRELOAD="libc_malloc_debug.so.0", GLIBC_TUNABLES="glibc.malloc.check=3", MALLOC_PERTURB_="165")
        return made

    def command(self, kind, seed, folder):
        own = random.Random(f"{kind} {seed}")
        if kind == "commands":
            return [self.options.cli, "record", *command_lines.arguments(own, self.tables)]
        if kind == "scripts":
            with open(os.path.join(folder, "random.js"), "w", encoding="utf-8") as file:
                file.write(scripts.text(own, self.tables))
            return [self.options.cli, "run", "random.js"]
        names = sorted(os.listdir(self.samples))
        for name in names:
            shutil.copy(os.path.join(self.samples, name), folder)
        return [self.options.window, "--seed", str(seed), "--steps", str(self.options.steps),
                *(f"{folder}/{name}" for name in names)]

    def run(self, kind, seed):
        """Problems of one run, in words."""
        folder = tempfile.mkdtemp(prefix=f"{kind}-{seed}-", dir=self.options.folder)
        command = self.command(kind, seed, folder)
        before = set(os.listdir(folder))
        own = random.Random(seed)
        log = os.path.join(folder, "log.txt")
        with open(log, "wb") as output:
            process = subprocess.Popen(command, cwd=folder, env=self.environment(folder), stdout=output, stderr=output)
        problems = []
        code = None
        try:
            if kind == "commands" and own.random() < 0.25:
                time.sleep(own.random())
                process.send_signal(own.choice([signal.SIGINT, signal.SIGTERM]))
            code = self.wait(kind, process, log)
            # A signal before the program listens to it ends it, without a file.
            is_early = code in (-signal.SIGINT, -signal.SIGTERM) and set(os.listdir(folder)) <= before | {"log.txt"}
            if code not in HONEST | {SLOW} and not is_early:
                problems.append(f"exit code {code}")
        except subprocess.TimeoutExpired:
            self.write_stacks(process.pid, os.path.join(folder, "stacks.txt"))
            process.kill()
            process.wait()
            problems.append("hangs")
        if code != SLOW:
            problems += self.look_at_files(folder, before)
        with self.lock:
            self.tried[kind] += 1
            self.slow[kind] += code == SLOW
            self.failed[kind] += bool(problems)
            for problem in problems:
                print(f"{kind} {seed}: {problem}  [{os.path.basename(folder)}]", flush=True)
        if problems:
            with open(os.path.join(folder, "command.txt"), "w", encoding="utf-8") as file:
                file.write(" ".join(command) + "\n")
        else:
            shutil.rmtree(folder)

    @staticmethod
    def wait(kind, process, log):
        begun = quiet_since = time.monotonic()
        size = 0
        while True:
            try:
                return process.wait(1)
            except subprocess.TimeoutExpired:
                now = time.monotonic()
                if os.path.getsize(log) != size:
                    size, quiet_since = os.path.getsize(log), now
                if now - begun > PATIENCE or (kind == "window" and now - quiet_since > QUIET):
                    raise

    @staticmethod
    def write_stacks(process, path):
        if shutil.which("gdb"):
            with open(path, "wb") as file:
                subprocess.run(["gdb", "-p", str(process), "-batch", "-ex", "thread apply all bt 30"], stdout=file,
                               stderr=subprocess.DEVNULL, check=False)

    def look_at_files(self, folder, before):
        for root, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(root, name)
                if root == folder and name in before:
                    continue
                if name.endswith(".part") or name.endswith(".manifest"):
                    yield f"{name} is left"
                if name.endswith(MEDIA):
                    yield from self.problems_of(path)

    def problems_of(self, path):
        read = subprocess.run(["ffmpeg", "-v", "error", "-xerror", "-i", path, "-vsync", "passthrough",
                               "-enc_time_base", "-1", "-f", "null", "-"], capture_output=True, timeout=300, check=False)
        with self.lock:
            self.files += 1
        if (read.returncode or read.stderr) and not any(word in read.stderr for word in HARMLESS):
            yield f"{os.path.basename(path)}: {read.stderr.decode(errors='replace').strip()[:160]}"

    def is_over(self, seed):
        return seed > self.last_seed if self.last_seed is not None else time.monotonic() >= self.end

    def work(self, number):
        seed = self.options.seed + number
        while not self.is_over(seed):
            for kind in self.options.kinds:
                if not self.is_over(seed):
                    self.run(kind, seed)
            seed += self.options.at_once


def main():
    kinds = ["commands", "scripts", "window"]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", default=kinds, metavar="KIND", help="commands, scripts, window; default all")
    parser.add_argument("--cli", required=True, help="reelout-cli")
    parser.add_argument("--window", required=True, help="random_window")
    parser.add_argument("--folder", required=True, help="where they run, and what failed is kept")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--runs", type=int, metavar="N", help="of each kind, instead of seconds")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the first")
    parser.add_argument("--steps", type=int, default=500, metavar="N", help="in the window")
    parser.add_argument("--at-once", type=int, default=3, metavar="N", help="runs at a time")
    parser.add_argument("--display", metavar=":N", help="an X server nobody works on; default none, windows are not shown")
    parser.add_argument("--heap", action="store_true", help="under glibc's heap checks")
    options = parser.parse_args()
    if not set(options.kinds) <= set(kinds):
        parser.error(f"a KIND is one of {', '.join(kinds)}")
    for name in ("cli", "window", "folder"):
        setattr(options, name, os.path.abspath(getattr(options, name)))
    runs = Runs(options)
    with concurrent.futures.ThreadPoolExecutor(options.at_once) as pool:
        for done in [pool.submit(runs.work, number) for number in range(options.at_once)]:
            done.result()
    print(f"{'runs':<12}{'tried':>8}{'slow':>8}{'failed':>8}")
    for kind in options.kinds:
        print(f"{kind:<12}{runs.tried[kind]:>8}{runs.slow[kind]:>8}{runs.failed[kind]:>8}")
    print(f"{runs.files} files read")
    return 1 if sum(runs.failed.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
