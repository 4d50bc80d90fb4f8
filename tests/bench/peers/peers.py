# SPDX-License-Identifier: GPL-3.0-or-later
"""Screen recordings by Reelout and by others, in turns on this machine.

Each line is the same job for all: what the screen shows, size, frame rate, encoder and its settings. In each
round everybody records once, so that whatever else the machine does meets all of them; figures are medians, and
only their ratios mean anything, and of processor time those for each frame that is in the file. Frames are counted by
the numbers burnt into them.
"""

import argparse
import json
import math
import os
import statistics
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import recorders  # noqa: E402
import rig  # noqa: E402

# content, width, height, frames a second, codec
LINES = [
    ("static", 1920, 1080, 30, "ultrafast"),
    ("scroll", 1920, 1080, 30, "ultrafast"),
    ("video", 1920, 1080, 30, "ultrafast"),
    ("video", 1920, 1080, 30, "hap"),
    ("video", 1920, 1080, 30, "hapq"),
    ("static", 1920, 1080, 60, "ultrafast"),
    ("scroll", 1920, 1080, 60, "ultrafast"),
    ("video", 1920, 1080, 60, "ultrafast"),
    ("video", 1920, 1080, 60, "hap"),
    ("static", 1920, 1080, 30, "veryfast"),
    ("scroll", 1920, 1080, 30, "veryfast"),
    ("video", 1920, 1080, 30, "veryfast"),
    ("video", 1920, 1080, 30, "prores"),
    ("video", 1920, 1080, 30, "png"),
    ("scroll", 1920, 1080, 30, "png"),
    ("video", 3840, 2160, 30, "ultrafast"),
    ("video", 3840, 2160, 30, "hap"),
    ("video", 3840, 2160, 60, "ultrafast"),
]


def promises(job):
    """(what, against whom, greatest ratio) for a line."""
    content, codec = job["content"], job["codec"]
    x264 = codec in ("ultrafast", "veryfast")
    if x264 and content == "static":
        yield "cpu", "best", 0.35
    if x264 and content == "scroll":
        yield "cpu", "best", 0.8
    if x264 and content == "video":
        yield "cpu", "best", 1.0
        yield "cpu", "ffmpeg", 0.8
    if codec in ("hap", "hapq") and content == "video":
        yield "cpu", "ffmpeg", 0.3
    yield "megabytes", "ffmpeg", 0.8


def least_delivered(job):
    """The share of the frames that a line has to have, whatever the peers do."""
    return 0.9 if job["height"] >= 2160 and job["codec"] == "ultrafast" and job["fps"] == 30 else 0.0


def may_repeat(job):
    """Whether a frame may show what the one before shows, though the screen went on."""
    return not (job["codec"] == "hap" and (job["height"], job["fps"]) in ((1080, 60), (2160, 30)))


def median(results, key):
    values = [result[key] for result in results if key in result and not math.isnan(result[key])]
    return statistics.median(values) if values else float("nan")


def title(job):
    return f"{job['content']}, {job['width']} x {job['height']} at {job['fps']}, {job['codec']}"


def bench_line(job, makers, options):
    results = {name: [] for name in makers}
    for turn in range(options.rounds):
        order = list(makers) if turn % 2 == 0 else list(reversed(makers))
        for name in order:
            result = rig.record(makers[name], job, options.painter, options.warm, options.window)
            results[name].append(result)
            print(f"    round {turn + 1} {name}: " +
                  " ".join(f"{key}={value:.3f}" if isinstance(value, float) else f"{key}={value}"
                           for key, value in result.items() if value != ""), file=sys.stderr, flush=True)
    return results


def cost(result, key):
    """Processor time counts for each frame that is in the file: one that is left out costs nothing."""
    share = result.get("delivered", 1.0)
    return result[key] / share if key in ("cpu", "recorder") and share > 0 else result[key]


def ratio_of_pairs(own, peer, key):
    """Median of the ratios of each round."""
    ratios = [cost(a, key) / cost(b, key) for a, b in zip(own, peer)
              if key in a and key in b and b[key] > 0 and not math.isnan(cost(a, key) / cost(b, key))]
    return statistics.median(ratios) if ratios else float("nan")


def print_line(job, results):
    print(f"\n{title(job)}\n  {'':12} {'CPU s/s':>8} {'recorder':>9} {'X server':>9} {'delivered':>10} {'peak MB':>8}"
          f" {'wakes/s':>8} {'first frame':>12} {'own / it':>9}")
    for name, rounds in results.items():
        ratio = ratio_of_pairs(results["reelout"], rounds, "cpu")
        print(f"  {name:12} {median(rounds, 'cpu'):8.3f} {median(rounds, 'recorder'):9.3f}"
              f" {median(rounds, 'server'):9.3f} {100 * median(rounds, 'delivered'):9.1f}%"
              f" {median(rounds, 'megabytes'):8.0f} {median(rounds, 'wakeups'):8.0f}"
              f" {median(rounds, 'first frame after'):11.2f}s {ratio:9.2f}")


def print_floor(job, results, options):
    """What the encoder alone takes, on pictures in memory; returns it. A still screen has no floor but nothing."""
    if job["content"] == "static":
        return None
    parameters, extension = recorders.Reelout.parameters(job["codec"])
    alone = statistics.median(rig.encoder_alone(options.encoder, job, options.painter, parameters, extension)
                              for _ in range(3))
    own = statistics.median(cost(result, "recorder") for result in results["reelout"])
    print(f"  floor: the encoder alone takes {alone:.3f}, our recorder with all it does {own / alone:.2f} of that",
          flush=True)
    return alone


def judge(job, results):
    """Prints what was promised for the line, and returns it."""
    verdicts = []
    own = results["reelout"]
    peers = {name: rounds for name, rounds in results.items() if name != "reelout"}
    for key, whom, limit in promises(job):
        if whom != "best" and whom not in peers or not peers:
            continue
        against = min(peers, key=lambda name: median(peers[name], key)) if whom == "best" else whom
        ratio = ratio_of_pairs(own, peers[against], key)
        is_met = ratio <= limit
        verdicts.append({"what": key, "against": against, "ratio": ratio, "limit": limit, "met": is_met})
        print(f"  {'met' if is_met else 'MISSED':6} {key} of {against}: {ratio:.2f}, promised at most {limit:.2f}")
    best = max((median(rounds, "delivered") for rounds in peers.values()), default=float("nan"))
    if not math.isnan(best):
        own_share = median(own, "delivered")
        is_met = own_share >= max(best - 0.005, least_delivered(job))
        verdicts.append({"what": "delivered", "share": own_share, "best peer": best, "met": is_met})
        print(f"  {'met' if is_met else 'MISSED':6} frames delivered: {100 * own_share:.1f} %, best peer {100 * best:.1f} %")
    if not may_repeat(job):
        # A frame that was painted late is no new one for anybody.
        repeated = [result["repeated"] - result["painted late"] for result in own if "repeated" in result]
        is_met = bool(repeated) and statistics.median(repeated) <= 0
        verdicts.append({"what": "repeated", "rounds": repeated, "met": is_met})
        print(f"  {'met' if is_met else 'MISSED':6} frames repeated in each round: {', '.join(map(str, repeated))}")
    sys.stdout.flush()
    return verdicts


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", required=True, help="the reelout-cli to measure")
    parser.add_argument("--painter", required=True, help="screen_painter")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--window", type=float, default=8.0, help="seconds that are measured")
    parser.add_argument("--warm", type=float, default=2.0, help="seconds before that")
    parser.add_argument("--peers", default=",".join(recorders.PEERS), help="comma-separated")
    parser.add_argument("--lines", default="", help="numbers of lines, comma-separated; default all")
    parser.add_argument("--list", action="store_true", help="prints the lines")
    parser.add_argument("--json", help="file for all figures")
    options = parser.parse_args()
    recorders.Reelout.program = os.path.abspath(options.cli)
    options.painter = os.path.abspath(options.painter)
    options.encoder = os.path.join(os.path.dirname(options.painter), "encoder_alone")

    keys = ("content", "width", "height", "fps", "codec")
    jobs = [dict(zip(keys, line)) for line in LINES]
    if options.list:
        for number, job in enumerate(jobs):
            print(f"{number:3} {title(job)}")
        return
    chosen = [int(number) for number in options.lines.split(",")] if options.lines else range(len(jobs))
    everything = []
    for number in chosen:
        job = jobs[number]
        makers = {"reelout": recorders.Reelout}
        makers.update({name: recorders.PEERS[name] for name in options.peers.split(",")
                       if name and job["codec"] in recorders.PEERS[name].codecs})
        results = bench_line(job, makers, options)
        print_line(job, results)
        everything.append({"job": job, "rounds": results, "encoder alone": print_floor(job, results, options),
                           "verdicts": judge(job, results)})
        if options.json:
            with open(options.json, "w") as file:
                json.dump(everything, file, indent=1)


if __name__ == "__main__":
    main()
