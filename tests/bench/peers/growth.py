# SPDX-License-Identifier: GPL-3.0-or-later
"""How the cost of a recording grows: with what changes on the screen, pixels, frames a second, the number of
recorders and the time it has lasted. Draws the curves into an SVG."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import processes  # noqa: E402
import rig  # noqa: E402

BASE = {"content": "area:25", "width": 1920, "height": 1080, "fps": 30, "recorders": 1, "bframes": 2}
# Title, what is varied and how, values of Max B-Frames: a curve each.
BOXES = [
    ("Part of the screen that changes (%)", "content",
     [("0", "static"), ("5", "area:5"), ("25", "area:25"), ("50", "area:50"), ("100", "area:100")], [2, 0]),
    ("Pixels (millions)", "size",
     [("0.9", (1280, 720)), ("2.1", (1920, 1080)), ("3.7", (2560, 1440)), ("8.3", (3840, 2160))], [2]),
    ("Frames a second", "fps", [("10", 10), ("20", 20), ("30", 30), ("60", 60)], [2]),
    ("Recorders of one screen", "recorders", [("1", 1), ("2", 2), ("4", 4)], [2]),
]
COLOURS = ["#1f77b4", "#e07b39"]


def project(job, folder):
    """A project with one screen and as many recorders of it as wanted."""
    operators = [{"type": "screengrab", "name": "screen", "parameters": {"fps": job["fps"]}}]
    for number in range(job["recorders"]):
        operators.append({"type": "moviefileout", "name": f"out{number}", "inputs": ["screen"],
                          "parameters": {"audiochop": "", "preset": "none", "fps": job["fps"], "quality": 0.65,
                                         "maxbframes": job["bframes"],
                                         "file": os.path.join(folder, f"out{number}.mkv")}})
    path = os.path.join(folder, "growth.reelout")
    with open(path, "w") as file:
        json.dump({"format": "reelout-project", "version": 1, "operators": operators}, file)
    return path


def measure(options, job, windows):
    """CPU seconds a second of the recorder, in each of some seconds one after the other."""
    with tempfile.TemporaryDirectory(prefix="reelout-growth-", dir="/dev/shm") as folder, \
            rig.x_server(job["width"], job["height"]) as (_, display):
        env = rig.environment(display, folder)
        content = rig.painting(options.painter, job)
        with open(os.path.join(folder, "log"), "w") as log, \
                rig.running(content, env, stdout=subprocess.PIPE, text=True) as show:
            show.stdout.readline()  # it has begun: what it shows takes a while to make
            time.sleep(1.0)
            with rig.running([options.cli, "record", project(job, folder)], env, stdout=log, stderr=log) as recorder:
                time.sleep(2.0)
                costs = []
                for seconds in windows:
                    before = processes.cpu_seconds([recorder.pid])
                    start = time.monotonic()
                    time.sleep(seconds)
                    costs.append((processes.cpu_seconds([recorder.pid]) - before) / (time.monotonic() - start))
        if not any(name.endswith(".mkv") for name in os.listdir(folder)):
            with open(os.path.join(folder, "log")) as log:
                sys.exit("nothing was recorded:\n" + log.read())
    return costs


def curve(options, key, points, bframes):
    result = []
    for label, value in points:
        job = dict(BASE, bframes=bframes)
        if key == "size":
            job["width"], job["height"] = value
        else:
            job[key] = value
        costs = [measure(options, job, [options.window])[0] for _ in range(options.rounds)]
        milliseconds = 1000 * statistics.median(costs) / job["fps"]
        print(f"  {label:>6} {milliseconds:8.2f} ms a frame", flush=True)
        result.append((label, milliseconds))
    return result


def box(title, curves, x0, y0, width, height):
    """Curves over one axis, drawn to scale from 0 on."""
    left, right, top, bottom = x0 + 46, x0 + width - 20, y0 + 34, y0 + height - 40
    end = max(float(label) for points in curves.values() for label, _ in points)
    greatest = max(value for points in curves.values() for _, value in points) * 1.15 or 1.0
    parts = [f'<text x="{left}" y="{y0 + 20}" font-weight="bold">{title}</text>',
             f'<path d="M{left} {top}V{bottom}H{right}" stroke="#888" fill="none"/>']
    for (name, points), colour in zip(curves.items(), COLOURS):
        places = [(left + (right - left) * float(label) / end, bottom - (bottom - top) * value / greatest)
                  for label, value in points]
        parts.append('<path d="M' + " L".join(f"{x:.1f} {y:.1f}" for x, y in places) +
                     f'" stroke="{colour}" stroke-width="2" fill="none"/>')
        is_first = colour == COLOURS[0]
        for (label, value), (x, y) in zip(points, places):
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>')
            if is_first or x > left:  # on the axis there is room for one
                anchor = "middle" if x > left else "start"
                parts.append(f'<text x="{x + (0 if x > left else 5):.1f}" y="{y + (-8 if is_first else 16):.1f}"'
                             f' text-anchor="{anchor}">{value:.1f}</text>')
            if is_first:
                parts.append(f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{label}</text>')
        if len(curves) > 1:
            x = left + (0 if is_first else (right - left) / 2)
            parts.append(f'<text x="{x:.1f}" y="{bottom + 32}" fill="{colour}">{name}</text>')
    return parts


def svg(boxes):
    """In two columns; colours that do on light and dark pages."""
    width, height = 360, 220
    parts = []
    for index, (title, curves) in enumerate(boxes):
        parts += box(title, curves, index % 2 * width, index // 2 * height, width, height)
    rows = (len(boxes) + 1) // 2
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * width} {rows * height}" '
            f'font-family="sans-serif" font-size="11" fill="#888">\n' + "\n".join(parts) + "\n</svg>\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", required=True)
    parser.add_argument("--painter", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--window", type=float, default=5.0)
    parser.add_argument("--svg", required=True, help="where the curves are drawn")
    parser.add_argument("--json", help="where the figures are kept")
    options = parser.parse_args()
    options.cli, options.painter = os.path.abspath(options.cli), os.path.abspath(options.painter)
    boxes = []
    for title, key, points, variants in BOXES:
        curves = {}
        for bframes in variants:
            name = f"Max B-Frames {bframes}"
            print(f"{title}, {name}", flush=True)
            curves[name] = curve(options, key, points, bframes)
        boxes.append((title, curves))
    print("Seconds recorded", flush=True)
    costs = measure(options, BASE, [10.0] * 6)
    length = [(str(10 * (i + 1)), 1000 * cost / BASE["fps"]) for i, cost in enumerate(costs)]
    boxes.append(("Seconds recorded", {"Max B-Frames 2": length}))
    if options.json:
        with open(options.json, "w") as file:
            json.dump(boxes, file, indent=1)
    with open(options.svg, "w") as file:
        file.write(svg(boxes))


if __name__ == "__main__":
    main()
