#!/usr/bin/env python3
"""What happens to a machine in years: a full disk, rights that are gone, files that cannot be read, a database that another program
holds or that is damaged, runs at the same time, a clock that is set back. The old publication or the new one stands, whole; the exit
code and standard error say what is wrong; and once it is mended, the next night is right."""
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from nights import LONG, PROGRAM, Story, current, faults, morning_after, run, tell

NOBODY = 65534


def told(result, code, *words):
    """What is wrong with how a failure was told."""
    found = []
    if result.returncode != code:
        found.append(f"it ends with {result.returncode}, not {code}: {result.stderr.strip()}")
    if result.returncode < 0 or result.returncode > 100:
        found.append(f"it crashes: {result.stderr[-300:]}")
    found += [f"standard error does not say “{word}”: {result.stderr.strip()}" for word in words if word not in result.stderr]
    return found


def size_limit(story):
    """No file may grow past a size."""
    for kib in [0, 1, 4, 16, 32, 64, 128, 256, *(range(8, 200, 8) if LONG else [])]:
        folder = story.copy("limit")

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (kib * 1024, kib * 1024))

        result = subprocess.run([PROGRAM, "run", str(folder / "pipeline.yaml")], capture_output=True, text=True,
                                preexec_fn=limit, stdin=subprocess.DEVNULL, timeout=60)
        found = faults(story, folder, result.returncode)
        if result.returncode not in (1, 4):
            found.append(f"it ends with {result.returncode}: {result.stderr[-300:]}")
        if result.returncode == 4 and "error:" not in result.stderr:
            found.append("it does not say why")
        yield f"{kib} KiB", found + morning_after(story, folder)


def full_disk(story):
    """A small file system, with every room from none to enough."""
    disk = story.base / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk], capture_output=True).returncode:
        return
    try:
        for kib in [0, 16, 64, 128, 192, 256, 384, 512, 768, *(range(0, 900, 24) if LONG else [])]:
            folder = story.copy("disk/night")
            subprocess.run(["sync"], check=True)
            used = int(subprocess.run(["df", "--output=used", "-k", disk], capture_output=True, text=True, check=True).stdout.split()[-1])
            subprocess.run(["mount", "-o", f"remount,size={used + kib + 4}k", disk], check=True)
            result = run(folder)
            found = faults(story, folder, result.returncode)
            if result.returncode not in (1, 4) or result.returncode == 4 and "error:" not in result.stderr:
                found.append(f"it ends with {result.returncode}: {result.stderr[-300:]}")
            subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
            yield f"{kib} KiB of room", found + morning_after(story, folder)
            shutil.rmtree(folder)
    finally:
        subprocess.run(["umount", disk], check=True)


def as_nobody(folder):
    """The folder's run as a user who is not root, to whom rights apply."""
    if os.geteuid() != 0:
        return run(folder)
    for path in [folder, *folder.rglob("*")]:
        os.lchown(path, NOBODY, NOBODY)
    for parent in folder.parents:
        if parent != Path("/") and parent.owner() == "root" and parent.stat().st_mode & 0o001 == 0:
            parent.chmod(parent.stat().st_mode | 0o011)
    return run(folder, prefix=["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"])


def give_back(folder):
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o700 if path.is_dir() else 0o600)
        os.lchown(path, os.geteuid(), os.getegid())


def rights(story):
    """Rights that are gone."""
    for name in ["output", "output/runs", "output/archive", "output/cache", "output/history.sqlite", "output/key", "output/lock",
                 "inbox", "pipeline.yaml"]:
        folder = story.copy("rights")
        (folder / name).chmod(0o500 if (folder / name).is_dir() else 0)
        if name == "inbox":
            (folder / name).chmod(0)
        result = as_nobody(folder)
        found = []
        # What is only a cache, or what is read from a file that is still open to reading, need not fail.
        may_go_on = name in ("output/cache",)
        if result.returncode not in ((1, 2, 4) if may_go_on else (2, 4)) or "error:" not in result.stderr and not may_go_on:
            found.append(f"it ends with {result.returncode}: {result.stderr.strip()}{result.stdout.strip()}")
        give_back(folder)
        yield f"{name} closed", found + faults(story, folder, result.returncode) + morning_after(story, folder)


def still(folder):
    """What is wrong with a second night on which nothing has changed."""
    first, second = current(folder / "output"), as_nobody(folder)
    if current(folder / "output") != first or second.returncode != 3 or "甲市" not in second.stdout:
        return [f"the night after makes a new run, or does not say what is held: {second.returncode} {second.stdout}{second.stderr}"]
    return []


def unreadable_upload(story):
    folder = story.copy("unreadable")
    upload = folder / "inbox/jia/发放表.csv"
    upload.chmod(0)
    result = as_nobody(folder)
    found = told(result, 3)
    row = [line for line in (folder / "output/current/discrepancies.csv").read_text("utf-8-sig").splitlines() if line.startswith("DZ101")]
    if len(row) != 1 or "打不开" not in row[0]:
        found.append(f"the file is not told: {row}")
    if "last-good" not in (folder / "output/current/counties.csv").read_text("utf-8-sig"):
        found.append("the county is not held at its last good upload")
    found += still(folder)
    give_back(folder)
    yield "an upload without rights", found + morning_after(story, folder)
    folder = story.copy("unreadable")
    closed = folder / "inbox/jia/更正"
    closed.mkdir()
    closed.chmod(0)
    result = as_nobody(folder)
    found = told(result, 1 if os.geteuid() == 0 and not shutil.which("setpriv") else 3)
    if "无法列出的文件夹" not in (folder / "output/current/discrepancies.csv").read_text("utf-8-sig"):
        found.append("a folder that cannot be listed is passed over")
    found += still(folder)
    give_back(folder)
    closed.rmdir()
    yield "a folder without rights", found + morning_after(story, folder)


def database(story):
    """A history that another program holds, or that is damaged."""
    folder = story.copy("database")
    other = sqlite3.connect(folder / "output/history.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    result = run(folder)
    found = told(result, 4, "history", "mend") + faults(story, folder, result.returncode)
    other.rollback()
    other.close()
    yield "another program holds it", found + morning_after(story, folder)
    for name, damage in [("cut", lambda b: b[:5000]), ("empty", lambda b: b""), ("other", lambda b: b"x" * len(b)),
                         ("torn", lambda b: b[:4096] + b"\xff" * 8192 + b[12288:])]:
        folder = story.copy("database")
        path = folder / "output/history.sqlite"
        path.write_bytes(damage(path.read_bytes()))
        result = run(folder)
        found = [wrong for wrong in faults(story, folder, result.returncode) if not wrong.startswith("discrepancies.csv")]
        if result.returncode == 4:
            found += told(result, 4, "history", "mend")
            # As the message says: it is put away, and built again from the folders.
            for left in folder.glob("output/history.sqlite*"):
                left.unlink()
        elif result.returncode != 1:
            found.append(f"it ends with {result.returncode}: {result.stderr.strip()}")
        yield f"a history that is {name}", found + morning_after(story, folder, forgets=True)


def at_once(story):
    """Several runs at the same time: one after the other or not at all."""
    for number in range(20 if LONG else 4):
        folder = story.copy("once")
        runs = [subprocess.Popen([PROGRAM, "run", str(folder / "pipeline.yaml")], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 text=True, stdin=subprocess.DEVNULL) for _ in range(4)]
        ends = [(process.communicate(timeout=120), process.returncode) for process in runs]
        codes = [code for _, code in ends]
        found = [f"one ends with {code}" for code in codes if code not in (1, 75)]
        if 1 not in codes:
            found.append("none has published")
        found += [f"75 without who and since when: {err}" for (_, err), code in ends
                  if code == 75 and not ("process" in err and "since" in err)]
        if len(list((folder / "output/runs").iterdir())) != 2:
            found.append("the night was published more than once")
        yield f"four runs at once, {number}", found + morning_after(story, folder)


def clock(story):
    """The clock is set back by days, and forward by years."""
    library = str(story.base / "clock.so")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o", library,
                    str(Path(__file__).with_name("clock.c")), "-ldl"], check=True)
    for seconds in [-3600, -86_400 * 40, -86_400 * 365 * 20, 86_400 * 365 * 12]:
        folder = story.copy("clock")
        before = current(folder / "output")
        result = run(folder, env={"LD_PRELOAD": library, "CLOCK_SECONDS": str(seconds)})
        found = told(result, 1) + faults(story, folder, result.returncode)
        name = current(folder / "output")
        if name <= before:
            found.append(f"{name} does not sort after {before}")
        yield f"a clock {seconds:+} s", found + morning_after(story, folder)


def main():
    with tempfile.TemporaryDirectory() as base:
        story = Story(base)
        failures, count = [], 0
        for trials in [size_limit, full_disk, rights, unreadable_upload, database, at_once, clock]:
            seen = 0
            for name, found in trials(story):
                seen += 1
                failures += [f"{trials.__name__}: {name}: {wrong}" for wrong in found]
            count += seen
            if not seen:
                print(f"check-adversity: {trials.__name__} could not be tried here")
        tell("check-adversity", failures, count)


main()
