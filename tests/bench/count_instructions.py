# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the instructions of the inner loops under callgrind and compares them with those on record.

Times depend on what else the machine does, instructions don't: the same program on the same picture takes the same
number to the last few. The bound leaves room for another compiler; a loop that lost its vectors is far beyond it.
"""

import argparse
import os
import re
import subprocess
import sys

BOUND = 1.25
COUNTED = re.compile(r"Collected\s*:\s*(\d+)")


def count(program, kernel):
    # Valgrind knows AVX2, not AVX-512.
    result = subprocess.run(["valgrind", "--tool=callgrind", "--toggle-collect=measuredKernel",
                             "--callgrind-out-file=/dev/null", program, kernel],
                            env=dict(os.environ, REELOUT_CPU="avx2"), capture_output=True, text=True, check=False)
    found = COUNTED.search(result.stderr)
    if result.returncode != 0 or not found:
        sys.exit(f"{kernel}: callgrind failed\n{result.stderr}")
    return int(found.group(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="hot_kernels")
    parser.add_argument("record", help="file with a kernel and its count a line")
    parser.add_argument("--write", action="store_true", help="puts the counts on record")
    options = parser.parse_args()

    names = subprocess.run([options.program], capture_output=True, text=True, check=True).stdout.split()
    known = {}
    if os.path.exists(options.record):
        with open(options.record) as file:
            known = {line.split()[0]: int(line.split()[1]) for line in file if line.strip()}
    counts = {name: count(options.program, name) for name in names}
    if options.write:
        with open(options.record, "w") as file:
            file.writelines(f"{name} {number}\n" for name, number in counts.items())
    failed = False
    for name, number in counts.items():
        ratio = number / known[name] if name in known else float("nan")
        is_good = options.write or ratio <= BOUND
        failed = failed or not is_good
        print(f"{name:14} {number:12} instructions, {ratio:5.2f} of those on record{'' if is_good else '  TOO MANY'}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
