# SPDX-License-Identifier: GPL-3.0-or-later
"""Two builds of Reelout record the same PipeWire node in turns: full motion, a number burnt into each picture.

What PipeWire itself and the node cost is not counted. Only ratios mean anything.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import processes  # noqa: E402
import recorders  # noqa: E402
import rig  # noqa: E402

def environment(home):
    env = rig.environment("", home)
    env.update(DBUS_SESSION_BUS_ADDRESS=f"unix:path={home}/run/bus", DBUS_SYSTEM_BUS_ADDRESS="disabled:",
               XDG_STATE_HOME=home + "/state", QT_QPA_PLATFORM="offscreen")
    return env


def record(program, options):
    """CPU seconds for each recorded second, and the share of the pictures that are in the file."""
    folder = tempfile.mkdtemp(prefix="reelout-bench-", dir="/dev/shm")
    home = tempfile.mkdtemp(prefix="reelout-bench-home-")
    log = open(os.path.join(home, "servers.log"), "w")
    quiet = {"stdout": log, "stderr": log}
    env = environment(home)
    run = env["XDG_RUNTIME_DIR"]
    play = [options.player, run, str(options.width), str(options.height), str(options.fps)]
    try:
        with rig.running(["dbus-daemon", "--session", "--nofork", "--nopidfile", "--address=" +
                          env["DBUS_SESSION_BUS_ADDRESS"]], env, **quiet):
            rig.wait_for("bus", run)
            with rig.running(["pipewire"], env, **quiet):
                rig.wait_for("pipewire-0", run)
                with rig.running(["wireplumber"], env, **quiet), \
                        rig.running(play, env, stdout=subprocess.PIPE, stderr=log, text=True) as player:
                    player.stdout.readline()
                    time.sleep(1.0)  # what the node offers comes a little later
                    command = [program, "record", "--video", "videodevicein", "--audio", "none", "--set",
                               "videodevicein1.device=pipewire:test-screen", "--fps", str(options.fps), "--preset",
                               "none", "--maxbframes", "0", "-o", os.path.join(folder, "own.mkv")]
                    recorder = recorders.run_in(home, command, env)
                    time.sleep(2.0 + options.warm)
                    pids = processes.tree(recorder.pid)
                    before, start = processes.cpu_seconds(pids), time.monotonic()
                    time.sleep(options.window)
                    cpu = (processes.cpu_seconds(pids) - before) / (time.monotonic() - start)
                    recorder.send_signal(recorders.Recorder.stop_signal)
                    recorder.wait(60)
                    player.terminate()
                    sent = int(player.stdout.readline() or 0)
        numbers = rig.numbers_in(folder)
        if len(numbers) < options.window * options.fps / 4:
            log.flush()
            words = [open(os.path.join(home, name)).read() for name in ("recorder.log", "servers.log")]
            raise RuntimeError(f"{program} recorded {len(numbers)} pictures:\n" + "\n".join(words))
        return {"cpu": cpu, "delivered": rig.delivered(numbers, sent)}
    finally:
        log.close()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", required=True, help="the reelout-cli to measure")
    parser.add_argument("--painter", help="not used: node_player beside it plays the node")
    parser.add_argument("--before", required=True, help="the reelout-cli it is compared with")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--window", type=float, default=8.0, help="seconds that are measured")
    parser.add_argument("--warm", type=float, default=1.0, help="seconds before that")
    parser.add_argument("--width", type=int, default=1920)
    parser.add_argument("--height", type=int, default=1080)
    parser.add_argument("--fps", type=int, default=30)
    options = parser.parse_args()
    programs = {"before": os.path.abspath(options.before), "now": os.path.abspath(options.cli)}
    options.player = os.path.join(os.path.dirname(programs["now"]), "..", "tests", "bench", "node_player")
    results = {name: [] for name in programs}
    for turn in range(options.rounds):
        for name in list(programs) if turn % 2 == 0 else list(reversed(programs)):
            results[name].append(record(programs[name], options))
            print(f"    round {turn + 1} {name}: {results[name][-1]}", file=sys.stderr, flush=True)
    print(f"{options.width} x {options.height} at {options.fps} from a PipeWire node, ultrafast")
    for name, rounds in results.items():
        print(f"  {name:7} {statistics.median(each['cpu'] for each in rounds):7.3f} CPU s/s, "
              f"{100 * statistics.median(each['delivered'] for each in rounds):.1f} % of the pictures")
    # A machine that is busy with something else leaves pictures out, and they cost nothing then.
    ratios = [now["cpu"] / now["delivered"] / (before["cpu"] / before["delivered"]) for now, before in zip(results["now"], results["before"])]
    print(f"  now / before, for each picture: {statistics.median(ratios):.3f} ({', '.join(f'{each:.3f}' for each in ratios)})")


if __name__ == "__main__":
    main()
