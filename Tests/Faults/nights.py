"""A small county, two nights, and what must hold of an output folder after whatever has happened to the second."""
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("DUIZHANG_PROGRAM", str(PROJECT / ".build/debug/duizhang"))
LONG = os.environ.get("DUIZHANG_LONG") == "1"
# Files whose bytes follow from the inputs alone.
SAME = ["villages.csv", "members.csv", "towns.csv", "counties.csv", "months.csv", "discrepancies.csv", "lineage.csv"]


def run(folder, *more, env=None, prefix=(), timeout=120):
    """`duizhang run` on a folder's pipeline; what the program says is kept, for it may have to be shown."""
    return subprocess.run(
        [*prefix, PROGRAM, "run", str(folder / "pipeline.yaml"), *more], capture_output=True, text=True,
        env={**os.environ, "LANG": "C.UTF-8", **(env or {})}, timeout=timeout, stdin=subprocess.DEVNULL)


def put(folder, text, received):
    path = folder / "inbox/jia/发放表.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (received, received))


class Story:
    """The state before the second night, and what the second night should come to."""

    def __init__(self, base):
        self.base = Path(base)
        golden = PROJECT / "Tests/Golden"
        self.clean = (golden / "clean/inbox/jia/发放表.csv").read_text()
        self.wrong = self.clean.replace("2880", "2640", 1)
        self.before = self.base / "before"
        self.before.mkdir(parents=True)
        pipeline = (golden / "clean/pipeline.yaml").read_text().replace("../common", str(golden / "common"))
        (self.before / "pipeline.yaml").write_text("output: output\nretention: {runs: 1}\n" + pipeline)
        (self.before / "output").mkdir(mode=0o700)
        self.untouched = self.base / "untouched"
        put(self.before, self.wrong, 1_642_000_000)
        (self.before / "output/key").write_bytes(bytes([7]) * 32)
        (self.before / "output/key").chmod(0o600)
        shutil.copytree(self.before, self.untouched)
        first = run(self.before)
        assert first.returncode == 1, first
        self.first = current(self.before / "output")
        self.fingerprint = errors(self.before / "output")[0]
        told = subprocess.run(
            [PROGRAM, "ack", self.fingerprint, "--by", "王科长", "--until", "2022-06-30", "--reason", "补发在途",
             "--output", str(self.before / "output")], capture_output=True, text=True)
        assert told.returncode == 0, told
        put(self.before, self.clean.replace("2880", "2400", 2), 1_642_100_000)
        after = self.copy("after")
        second = run(after)
        assert second.returncode == 1, second
        self.tables = {name: (after / "output/current" / name).read_bytes() for name in SAME}
        self.old = {name: (self.before / "output/current" / name).read_bytes() for name in SAME}

    def copy(self, name, of=None):
        target = self.base / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(of or self.before, target, symlinks=True)
        return target


def current(output):
    return os.readlink(output / "current").split("/")[-1] if (output / "current").is_symlink() else None


def errors(output):
    rows = (output / "current/lifecycle.csv").read_text("utf-8-sig").splitlines()
    head = rows[0].split(",")
    return [row.split(",")[head.index("fingerprint")] for row in rows[1:] if ",error," in row]


def whole(folder):
    """What is wrong with a publication, by its own manifest; empty if nothing is."""
    try:
        manifest = json.loads((folder / "run.json").read_text())
    except (OSError, ValueError) as error:
        return [f"run.json: {error}"]
    wrong = [name for name, digest in manifest["files"].items()
             if not (folder / name).is_file() or hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest]
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    return wrong + sorted(files - set(manifest["files"]) - {"run.json"})


def faults(story, folder, result, old=True):
    """What is wrong after a night to which something has happened: `current` is the old publication or the new one, whole."""
    output, found = folder / "output", []
    name = current(output)
    if name is None:
        if old:
            found.append("current is gone")
    else:
        found += [f"current: {wrong}" for wrong in whole(output / "runs" / name)]
        tables = {table: (output / "runs" / name / table).read_bytes() for table in SAME if (output / "runs" / name / table).is_file()}
        wanted = story.old if old and name == story.first else story.tables if old else story.old
        found += [f"{table} is neither the old nor the new one" for table in SAME if tables.get(table) != wanted[table]]
    if old and name == story.first and result in (0, 1):
        found.append(f"exit code {result}, but nothing was published")
    for finished in (output / "runs").glob("*"):
        if not finished.name.endswith(".partial"):
            found += [f"{finished.name}: {wrong}" for wrong in whole(finished)]
    return found


def morning_after(story, folder, old=True, forgets=False):
    """What is wrong after the next, undisturbed night: it is right, nothing is left over, and nothing is forgotten; where the history
    `forgets`, what only it knew is not looked for: an acknowledgement given since the last run."""
    output = folder / "output"
    result = run(folder)
    found = []
    if result.returncode != 1:
        found.append(f"the next run ends with {result.returncode}: {result.stderr.strip()}")
    wanted = story.tables if old else story.old
    name = current(output)
    if name is None:
        return found + ["the next run has published nothing"]
    found += [f"next: {table}" for table in SAME if not (forgets and table == "discrepancies.csv") and (output / "runs" / name / table).read_bytes() != wanted[table]]
    found += [f"next: {wrong}" for wrong in whole(output / "runs" / name)]
    left = [str(path.relative_to(output)) for path in output.rglob("*.partial*")]
    if left:
        found.append(f"left over: {left}")
    database = sqlite3.connect(output / "history.sqlite")
    if database.execute("PRAGMA quick_check").fetchone() != ("ok",):
        found.append("the history is damaged")
    if old and not forgets and database.execute("SELECT count(*) FROM acknowledgement WHERE by = '王科长'").fetchone() != (1,):
        found.append("the acknowledgement is lost")
    states = dict(database.execute("SELECT id, state FROM run"))
    folders = {path.name for path in (output / "runs").iterdir()}
    if {run for run, state in states.items() if state == "published"} != folders:
        found.append(f"history and folders differ: {states} {folders}")
    if "running" in states.values():
        found.append("a run is still open in the history")
    if old:
        seen = database.execute(
            "SELECT first_run, times_seen FROM finding WHERE fingerprint = ?", (story.fingerprint,)).fetchone()
        if seen is None or seen[0] != story.first or seen[1] < 2:
            found.append(f"the life of a discrepancy is lost: {seen}")
    database.close()
    for path in (output / "archive").iterdir():
        if hashlib.sha256(path.read_bytes()).hexdigest() != path.name:
            found.append(f"archive/{path.name} is damaged")
    return found


def tell(name, failures, count):
    for failure in failures[:20]:
        print(f"{name}: {failure}", file=sys.stderr)
    print(f"{name}: {count} trials, {len(failures)} failed")
    sys.exit(1 if failures else 0)
