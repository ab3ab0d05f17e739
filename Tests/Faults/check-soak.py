#!/usr/bin/env python3
"""Nights in a row (40; 500 with --long) on changing inputs, with random misfortunes: killed runs, no room for files, files that are no
spreadsheets, two runs at once, files of `current` changed by hand. Nothing grows that should not, and at the end every figure is what a
run that knows of no earlier night gives."""
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from nights import LONG, PROGRAM, Story, current, put, run, tell, whole

NIGHTS = 500 if LONG else 40
# What does not tell of earlier nights.
FIGURES = ["villages.csv", "members.csv", "towns.csv", "counties.csv", "months.csv", "lineage.csv"]


class Soak:
    def __init__(self, story, base):
        self.story, self.folder = story, story.copy("soak")
        self.output = self.folder / "output"
        self.draw = random.Random(20220131)
        self.found, self.told = [], {}
        self.received = 1_642_200_000

    def change(self):
        """What the county sends tonight."""
        jia = self.folder / "inbox/jia"
        self.received += 3600
        kind = self.draw.choice(["same", "same", "right", "wrong", "wrong", "short", "junk", "half", "gone", "second"])
        for other in jia.iterdir():
            if other.name != "发放表.csv":
                other.unlink()
        if kind == "right":
            put(self.folder, self.story.clean, self.received)
        elif kind == "wrong":
            put(self.folder, self.story.clean.replace("2880", str(self.draw.randrange(2000, 2880)), self.draw.randrange(1, 9)), self.received)
        elif kind == "short":
            put(self.folder, "\n".join(line for line in self.story.clean.splitlines() if "石桥村" not in line and "水口村" not in line) + "\n", self.received)
        elif kind in ("junk", "half"):
            name, data = ("说明.pdf", b"%PDF-1.4 " + self.draw.randbytes(200)) if kind == "junk" else ("发放表（更正）.xlsx", b"PK\x03\x04" + self.draw.randbytes(300))
            (jia / name).write_bytes(data)
        elif kind == "gone":
            (jia / "发放表.csv").unlink(missing_ok=True)
        elif kind == "second":
            (jia / "发放表（更正）.csv").write_text(self.story.clean.replace("2880", "2640", self.draw.randrange(0, 3)))
            os.utime(jia / "发放表（更正）.csv", (self.received, self.received))
        return kind

    def night(self):
        kind, fate = self.change(), self.draw.choice(["quiet", "quiet", "quiet", "kill", "terminate", "limit", "twice", "tamper"])
        command = [PROGRAM, "run", str(self.folder / "pipeline.yaml"), *self.draw.choice([[], [], ["--accept-shrink", "all"], ["--force"]])]
        if fate == "tamper" and current(self.output):
            (self.output / "current/towns.csv").write_text("x")
        if fate in ("kill", "terminate"):
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
            time.sleep(self.draw.uniform(0.005, 0.35))
            process.send_signal(signal.SIGKILL if fate == "kill" else signal.SIGTERM)
            codes, errors = [process.wait(timeout=60)], ""
            allowed = {0, 1, 3, -9, -15, 143}
        else:
            limit = self.draw.choice([2, 10, 40, 100]) * 1024

            def bound():
                if fate == "limit":
                    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

            runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL, preexec_fn=bound)
                    for _ in range(2 if fate == "twice" else 1)]
            errors = [process.communicate(timeout=120)[1] for process in runs]
            codes = [process.returncode for process in runs]
            allowed = {0, 1, 3} | ({4} if fate == "limit" else {75} if fate == "twice" else set())
        if not set(codes) <= allowed:
            self.found.append(f"{kind}, {fate}: exit codes {codes}: {errors}")
        name = current(self.output)
        if name and fate != "tamper":
            self.found += [f"{kind}, {fate}: {wrong}" for wrong in whole(self.output / "runs" / name) if wrong != "towns.csv"]
        self.told[fate] = self.told.get(fate, 0) + 1

    def tidy(self, night):
        """What a week's end does."""
        if night % 20 == 19:
            for words in (["verify", "--rotate", "--output", str(self.output)], ["prune", str(self.folder / "pipeline.yaml")]):
                told = subprocess.run([PROGRAM, *words], capture_output=True, text=True)
                if told.returncode != 0:
                    self.found.append(f"{words[0]} ends with {told.returncode}: {told.stdout}{told.stderr}")

    def end(self):
        put(self.folder, self.story.clean, self.received + 7200)
        for other in (self.folder / "inbox/jia").iterdir():
            if other.name != "发放表.csv":
                other.unlink()
        result = run(self.folder, "--accept-shrink", "all")
        if result.returncode not in (0, 1):
            self.found.append(f"the last night ends with {result.returncode}: {result.stderr}{result.stdout}")
        fresh = self.story.copy("fresh", of=self.folder)
        shutil.rmtree(fresh / "output")
        (fresh / "output").mkdir()
        shutil.copy(self.output / "key", fresh / "output/key")
        run(fresh)
        for name in FIGURES:
            if (fresh / "output/current" / name).read_bytes() != (self.output / "current" / name).read_bytes():
                self.found.append(f"{name} is not what a first night gives")
        database = sqlite3.connect(self.output / "history.sqlite")
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            self.found.append("the history is damaged")
        if "running" in [state for (state,) in database.execute("SELECT state FROM run")]:
            self.found.append("a run is still open in the history")
        runs = database.execute("SELECT count(*) FROM run").fetchone()[0]
        database.close()
        # Two weeks of publications at most; every archived byte is of a file that the county has sent.
        kept = len(list((self.output / "runs").iterdir()))
        if kept > 25:
            self.found.append(f"{kept} publications are kept")
        left = [path.name for path in self.output.rglob("*") if ".partial" in path.name]
        if left:
            self.found.append(f"left over: {left}")
        cache = len(list((self.output / "cache").iterdir()))
        if cache > 2:
            self.found.append(f"{cache} results are cached")
        size = sum(path.stat().st_size for path in self.output.rglob("*") if path.is_file())
        print(f"check-soak: {NIGHTS} nights, {runs} runs, {kept} publications and {size // 1024} KiB at the end; " + ", ".join(f"{name} {count}" for name, count in sorted(self.told.items())))


with tempfile.TemporaryDirectory() as base:
    soak = Soak(Story(base), base)
    for night in range(NIGHTS):
        soak.night()
        soak.tidy(night)
    soak.end()
    tell("check-soak", soak.found, NIGHTS)
