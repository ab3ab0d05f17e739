#!/usr/bin/env python3
"""Runs are killed at seeded instants (30; 300 with --long), some ended by SIGTERM: `current` stays whole, and the next night is right."""
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from nights import LONG, PROGRAM, Story, faults, morning_after, run, tell


def trial(story, number, start, delay, number_of_signal):
    name = f"kill-{number}"
    folder = story.copy(name, of=start)
    old = start == story.before
    try:
        process = subprocess.Popen(
            [PROGRAM, "run", str(folder / "pipeline.yaml")], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE)
        time.sleep(delay)
        process.send_signal(number_of_signal)
        said = process.communicate(timeout=60)[1].decode()
        status = process.returncode
        was_cut_off = status not in (0, 1)
        found = faults(story, folder, status, old=old) if (folder / "output/runs").exists() else []
        if number_of_signal == signal.SIGTERM and list((folder / "output").glob("runs/*.partial")):
            found.append("SIGTERM has left an unfinished folder")
        if number_of_signal == signal.SIGTERM and status not in (0, 1, 143, -signal.SIGTERM):
            found.append(f"SIGTERM ends with {status}")
        if status == 143 and "SIGTERM" not in said:
            found.append("a run that was told to stop says nothing")
        found += morning_after(story, folder, old=old)
        return [f"{name} ({start.name}, {delay * 1000:.0f} ms): {wrong}" for wrong in found], was_cut_off
    finally:
        shutil.rmtree(folder, ignore_errors=True)


with tempfile.TemporaryDirectory() as base:
    story = Story(base)
    begun = time.monotonic()
    run(story.copy("timed"))
    length = time.monotonic() - begun
    draw = random.Random(20220131)
    jobs = [
        (number, story.untouched if draw.random() < 0.3 else story.before, draw.uniform(0.005, length * 1.1),
         signal.SIGTERM if draw.random() < 0.2 else signal.SIGKILL) for number in range(300 if LONG else 30)]
    failures, cut_off = [], 0
    with ThreadPoolExecutor(2) as pool:
        for found, was_cut_off in pool.map(lambda job: trial(story, *job), jobs):
            failures += found
            cut_off += was_cut_off
    if cut_off < len(jobs) // 3:
        failures.append(f"only {cut_off} of {len(jobs)} runs were cut off")
    tell("check-kills", failures, len(jobs))
