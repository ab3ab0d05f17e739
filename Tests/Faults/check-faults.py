#!/usr/bin/env python3
"""Every file operation of a run fails in turn, once and for good: the old publication or the new one, whole, and told by the exit code.

A seeded tenth of the trials; all of them with --long. Every trial is followed by a night in which nothing fails.
"""
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from nights import LONG, Story, faults, morning_after, run, tell

KINDS = ["ENOSPC", "EIO", "EACCES", "short"]
# A failure at these is no failure of the run: the note in the lock, what counties came to (which is only a cache), and the
# history's main file, into which SQLite copies what is safe in the write-ahead log. A temporary file that cannot be opened is
# opened under another name, and SQLite begins its journal anew: what comes of it is looked at all the same.
HARMLESS = ("/lock", "/cache/", "history.sqlite-shm", "history.sqlite\t", "history.sqlite-journal")


def operations(trace):
    return [line.split("\t") for line in trace.read_text().splitlines()]


def trial(story, library, start, at, kind, forever):
    name = f"trial-{start.name}-{at}-{kind}-{forever}"
    folder = story.copy(name, of=start)
    trace = story.base / f"{name}.trace"
    old = start == story.before
    try:
        env = {"LD_PRELOAD": library, "FAULT_AT": str(at), "FAULT_KIND": kind, "FAULT_TRACE": str(trace)}
        try:
            result = run(folder, env=env | ({"FAULT_FOREVER": "1"} if forever else {}), timeout=60)
        except subprocess.TimeoutExpired:
            return [f"{name}: hangs"], True
        lines = operations(trace) if trace.exists() else []
        hit = [line for line in lines if line[2] != "ok"]
        where = f"{start.name} {kind}{' for good' if forever else ''} at {at} ({' '.join(hit[0][1:4:2]) if hit else 'not reached'})"
        found = faults(story, folder, result.returncode, old=old)
        if result.returncode < 0 or result.returncode > 100:
            found.append(f"it crashes: {result.stderr[-300:]}")
        harmless = not hit or kind == "short" or all(
            any(part in line[3] + "\t" for part in HARMLESS) or line[1] in ("unlink", "rmdir", "truncate")
            or (line[1] == "open" and "/tmp." in line[3]) for line in hit)
        # SQLite syncs the folder when it makes its log and goes on where that fails; the run syncs it once more before it ends.
        if hit and hit[0][1] == "fsync" and not forever and hit[0][3].endswith("/output"):
            rest = [line for line in lines if int(line[0]) > at]
            harmless = any(line[1] == "rename" and line[4].endswith("/current") for line in rest)
        # A log that was synced and not written since is synced once more before SQLite copies it: what was committed is safe by then.
        if hit and hit[0][1] == "fsync" and hit[0][3].endswith("-wal"):
            before = [line for line in lines if int(line[0]) < at and line[3] == hit[0][3]]
            harmless = harmless or bool(before) and before[-1][1] == "fsync"
        if hit and result.returncode in (0, 1) and not harmless:
            found.append(f"exit code {result.returncode} though an operation failed")
        synced = [line[3] for line in hit if line[1] == "fsync" and not harmless]
        again = [path for path in set(synced) if not forever and [line[3] for line in lines if line[1] == "fsync" and int(line[0]) > at].count(path)]
        if again and "history.sqlite" not in again[0] and result.returncode in (0, 1):
            found.append(f"a failed fsync was tried again: {again}")
        found += morning_after(story, folder, old=old)
        return [f"{where}: {wrong}" for wrong in found], bool(hit)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        trace.unlink(missing_ok=True)


def main():
    with tempfile.TemporaryDirectory() as base:
        library = str(Path(base) / "failing.so")
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o", library,
                        str(Path(__file__).with_name("failing.c")), "-ldl", "-lpthread"], check=True)
        story = Story(base)
        jobs = []
        for start in (story.before, story.untouched):
            folder, trace = story.copy("count", of=start), Path(base) / "count.trace"
            run(folder, env={"LD_PRELOAD": library, "FAULT_TRACE": str(trace)})
            count = len(operations(trace))
            trace.unlink()
            assert count > 100, f"only {count} operations: the library is not in the way"
            jobs += [(start, at, kind, forever) for at in range(1, count + 1) for kind in KINDS for forever in (False, True)]
        random.Random(20211231).shuffle(jobs)
        # Thousands of trials take many minutes: a tenth, but no more than a minute or so of them, unless all are wanted.
        chosen = jobs if LONG else jobs[: min(len(jobs) // 10, 120)]
        failures, reached = [], 0
        with ThreadPoolExecutor(2) as pool:
            for found, hit in pool.map(lambda job: trial(story, library, *job), chosen):
                failures += found
                reached += hit
        if reached < len(chosen) * 3 // 4:
            failures.append(f"only {reached} of {len(chosen)} trials reached their operation")
        print(f"{len(jobs)} trials in all")
        tell("check-faults", failures, len(chosen))


main()
