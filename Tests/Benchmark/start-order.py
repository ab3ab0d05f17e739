#!/usr/bin/env python3
"""Writes Sources/duizhang/start-order.txt: the functions of the toolchain's libraries and the packages that an unchanged night calls.

    Tests/Benchmark/start-order.py PROGRAM PIPELINE

The linker lays them side by side, so that the pages that are read hold little else: an unchanged night then takes a sixth less
memory. Only what is not the project's own is listed: its names change with the toolchain and the packages, and a name that is not
there is passed over. Run it after a change of these. Needs valgrind, strip and nm.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "Sources/duizhang/start-order.txt"
HEAD = "# Written by Tests/Benchmark/start-order.py: what an unchanged night calls of Swift, Foundation, the packages and the C libraries in the program.\n"
# Code of ours, and generic code of the libraries made for it.
CHANGING = re.compile(
    r"(8Pipeline|11Spreadsheet|8duizhang|6Domain|7History|6Claims|9Reconcile|7Publish|9Normalize|9Workbooks|7Samples)|^duizhang_")


def called(program, pipeline, work):
    stripped = work / "program"
    subprocess.run(["strip", "--strip-debug", "-o", stripped, program], check=True)
    night = [stripped, "run", pipeline, "--output", work / "output"]
    if subprocess.run(night, stdout=subprocess.DEVNULL).returncode not in (0, 1):
        sys.exit("the pipeline does not run, so there is no unchanged night to look at")
    trace = work / "calls"
    subprocess.run(["valgrind", "-q", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={trace}", *night],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    symbols = subprocess.run(["nm", "--defined-only", stripped], capture_output=True, text=True, check=True).stdout
    defined = {line.split()[-1] for line in symbols.splitlines()}
    for line in trace.read_text(errors="replace").splitlines():
        name = re.match(r"c?fn=\(\d+\) (\S+)", line)
        if name:
            # A recursive call carries its depth.
            plain = re.sub(r"'\d+$", "", name[1])
            if plain in defined and not CHANGING.search(plain):
                yield plain


with tempfile.TemporaryDirectory() as folder:
    names = sorted(set(called(sys.argv[1], sys.argv[2], Path(folder))))
if len(names) < 500:
    sys.exit(f"only {len(names)} functions were seen: is this a release build?")
TARGET.write_text(HEAD + "\n".join(names) + "\n")
print(f"{len(names)} functions")
