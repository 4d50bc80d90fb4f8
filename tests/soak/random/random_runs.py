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
import contextlib
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
HONEST = {"commands": {1, 2, 3, 4, 11, 14}, "scripts": {1, 2, 3, 4, 11}, "window": set()}
# "The encoder or the disk did not answer": x265 and FFV1 with noise take seconds for a frame when several runs want
# the processor. Such a run is counted by itself, and its files are what a stop after five seconds leaves.
SLOW = 13
MEDIA = (".mov", ".mp4", ".mkv", ".avi", ".webm", ".gif", ".wav", ".aiff", ".flac", ".ogg", ".mp3", ".png", ".jpg",
         ".tif", ".bmp", ".webp", ".exr")
# What is there only while something is recorded: stills that are being written, journals and their markers.
UNFINISHED = (".part", ".take", ".markers")
# FFmpeg's own words about files in order: kinds of pixels of DDS and types of Hap that it does not know.
HARMLESS = ("bpp=", "DXGI", "Decoder (codec none)")
# What runs see of the surroundings.
KEPT = ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS")
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


def environment(folder, display=None, heap=False):
    """Nobody's settings, devices and servers."""
    made = {name: os.environ[name] for name in KEPT if name in os.environ}
    made |= {"HOME": folder, "LC_ALL": "C.UTF-8", "PULSE_SERVER": f"unix:{folder}/none",
             "DBUS_SESSION_BUS_ADDRESS": "disabled:", "DBUS_SYSTEM_BUS_ADDRESS": "disabled:"}
    for name in ("CONFIG_HOME", "STATE_HOME", "DATA_HOME", "CACHE_HOME", "RUNTIME_DIR"):
        made[f"XDG_{name}"] = os.path.join(folder, name.lower())
        os.makedirs(made[f"XDG_{name}"], mode=0o700, exist_ok=True)
    made |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"} if display else {"QT_QPA_PLATFORM": "offscreen"}
    if heap:
        made |= {"LD_PRELOAD": "libc_malloc_debug.so.0", "GLIBC_TUNABLES": "glibc.malloc.check=3",
                 "MALLOC_PERTURB_": "165"}
    return made


class Runs:
    def __init__(self, options):
        self.options = options
        self.samples = os.path.join(options.folder, "samples")
        os.makedirs(self.samples, exist_ok=True)
        self.home = tempfile.TemporaryDirectory(prefix="home-", dir=options.folder)
        self.make_samples()
        self.tables = tables.Tables(options.cli, environment(self.home.name))
        self.end = time.monotonic() + options.seconds
        self.last_seed = options.seed + options.runs - 1 if options.runs else None
        self.counts = {kind: collections.Counter() for kind in options.kinds}
        self.files = 0
        self.lock = threading.Lock()
        self.running = set()
        self.is_stopped = False

    def make_samples(self):
        pattern = ["--video", "testpattern", "--audio"]
        for name, arguments in (("clip.mov", [*pattern, "audiooscillator", "--duration", "1", "--fps", "30"]),
                                ("still.png", [*pattern, "none"]),
                                ("tone.wav", ["--audio", "audiooscillator", "--duration", "1"])):
            subprocess.run([self.options.cli, "record", "--overwrite", *arguments, "-o", name], cwd=self.samples,
                           env=environment(self.home.name), check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
        for name, text in (("script.js", SCRIPT), ("cells.tsv", "a\tb\nc\td\n"), ("bad.reelout", "{}"),
                           ("text.txt", "Nothing.\n")):
            with open(os.path.join(self.samples, name), "w", encoding="utf-8") as file:
                file.write(text)

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

    def start(self, command, folder, output):
        made = environment(folder, self.options.display, self.options.heap)
        with self.lock:
            if self.is_stopped:
                raise InterruptedError
            process = subprocess.Popen(command, cwd=folder, env=made, stdout=output, stderr=output,
                                       start_new_session=True)
            self.running.add(process)
        return process

    @staticmethod
    def kill(process):
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

    def stop(self):
        """Ends what runs, and lets nothing else begin."""
        with self.lock:
            self.is_stopped = True
            for process in self.running:
                self.kill(process)

    def run(self, kind, seed):
        folder = tempfile.mkdtemp(prefix=f"{kind}-{seed}-", dir=self.options.folder)
        command = self.command(kind, seed, folder)
        own = random.Random(seed)
        log = os.path.join(folder, "log.txt")
        before = set(os.listdir(folder))
        with open(log, "wb") as output:
            process = self.start(command, folder, output)
        problems = []
        code = None
        try:
            if kind == "commands" and own.random() < 0.25:
                time.sleep(own.random())
                process.send_signal(own.choice([signal.SIGINT, signal.SIGTERM]))
            code = self.wait(kind, process, log)
        except subprocess.TimeoutExpired:
            self.write_stacks(process.pid, os.path.join(folder, "stacks.txt"))
            problems.append("hangs")
        finally:
            self.kill(process)
            process.wait()
            with self.lock:
                self.running.discard(process)
        if self.is_stopped:
            shutil.rmtree(folder, ignore_errors=True)
            return
        if code is not None:
            problems += self.problems_of_end(kind, code, folder, log, before)
        self.count(kind, seed, code, problems, folder)
        if problems:
            with open(os.path.join(folder, "command.txt"), "w", encoding="utf-8") as file:
                file.write(" ".join(command) + "\n")
        else:
            shutil.rmtree(folder, ignore_errors=True)

    def count(self, kind, seed, code, problems, folder):
        counts = self.counts[kind]
        with self.lock:
            counts["tried"] += 1
            counts["done"] += code == 0
            counts["refused"] += code in HONEST[kind]
            counts["slow"] += code == SLOW
            counts["failed"] += bool(problems)
            for problem in problems:
                print(f"{kind} {seed}: {problem}  [{os.path.basename(folder)}]", flush=True)

    def problems_of_end(self, kind, code, folder, log, before):
        # A signal before the program listens to it ends it, without a file.
        is_early = code in (-signal.SIGINT, -signal.SIGTERM) and not self.made(folder, before)
        if code not in HONEST[kind] | {0, SLOW} and not is_early:
            yield f"exit code {code}"
        if kind == "window" and code == 0:
            with open(log, encoding="utf-8", errors="replace") as file:
                if "end\n" not in file:
                    yield "ended before its time"
        if code == SLOW:
            return
        for path in self.made(folder, before):
            # The window gives a recording up that does not end, and says so.
            if code == 0 and kind != "window" and path.endswith(UNFINISHED):
                yield f"{os.path.basename(path)} is left"
            if path.endswith(MEDIA):
                yield from self.problems_of(path)

    @staticmethod
    def made(folder, before):
        return [os.path.join(root, name) for root, _, names in os.walk(folder) for name in names
                if not (root == folder and name in before | {"log.txt"})]

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
                with contextlib.suppress(subprocess.TimeoutExpired):
                    subprocess.run(["gdb", "-p", str(process), "-batch", "-ex", "thread apply all bt 30"], stdout=file,
                                   stderr=subprocess.DEVNULL, check=False, timeout=120)

    def problems_of(self, path):
        name = os.path.basename(path)
        with self.lock:
            self.files += 1
        try:
            read = subprocess.run(["ffmpeg", "-v", "error", "-xerror", "-i", path, "-vsync", "passthrough",
                                   "-enc_time_base", "-1", "-f", "null", "-"], capture_output=True, timeout=300,
                                  check=False)
        except subprocess.TimeoutExpired:
            yield f"{name}: FFmpeg does not come to its end"
            return
        lines = read.stderr.decode(errors="replace").splitlines()
        told = [line for line in lines if not any(word in line for word in HARMLESS)]
        if told or (read.returncode and not lines):
            yield f"{name}: {' '.join(told)[:160]}"

    def is_over(self, seed):
        if self.is_stopped:
            return True
        return seed > self.last_seed if self.last_seed is not None else time.monotonic() >= self.end

    def work(self, number):
        seed = self.options.seed + number
        try:
            while not self.is_over(seed):
                for kind in self.options.kinds:
                    if not self.is_over(seed):
                        self.run(kind, seed)
                seed += self.options.at_once
        except BaseException:
            self.stop()
            raise


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
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with concurrent.futures.ThreadPoolExecutor(options.at_once) as pool:
        try:
            for done in [pool.submit(runs.work, number) for number in range(options.at_once)]:
                done.result()
        finally:
            runs.stop()
    columns = ("tried", "done", "refused", "slow", "failed")
    print(f"{'runs':<12}" + "".join(f"{column:>9}" for column in columns))
    for kind, counts in runs.counts.items():
        print(f"{kind:<12}" + "".join(f"{counts[column]:>9}" for column in columns))
    print(f"{runs.files} files read")
    # Where nothing was done, nothing was tried.
    is_good = all(counts["done"] + counts["slow"] and not counts["failed"] for counts in runs.counts.values())
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
