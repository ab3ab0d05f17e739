#!/usr/bin/env python3
"""No whole ID number, account or phone number of the uploads stands in any output or log: every long run of digits in them is looked for
in every file that runs leave, workbooks unzipped, in what every command but extract prints, in record lines, metrics and what is told.

Needs DUIZHANG_PROGRAM; reads invented uploads with faults and, where DUIZHANG_SHARED exists, the shared set.
"""
import io, os, pathlib, re, shutil, subprocess, sys, tempfile, zipfile

import openpyxl

PROJECT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["DUIZHANG_PROGRAM"]
# IDs have 15 or 18 places, accounts 12 to 19, mobile phones 11; a register's codes have 12 and are public.
NUMBER = re.compile(r"(?<!\d)(?:1\d{10}|\d{13,19}|\d{17}[Xx])(?!\d)")


def texts(path):
    """All cell texts of an upload."""
    if path.suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(path).worksheets:
            for row in sheet.iter_rows(values_only=True):
                yield from (str(value) for value in row if value is not None)
        return
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            yield data.decode(encoding)
            return
        except UnicodeError:
            continue


def outputs(folder):
    """All texts that a run leaves behind, by name."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or "archive" in path.parts or path.name == "key": continue
        data = path.read_bytes()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                for name in book.namelist(): yield f"{path.name}:{name}", book.read(name).decode("utf-8", "replace")
        else: yield path.name, data.decode("utf-8", "replace")


def pipeline(folder, inbox, register):
    """The project's pipeline over an inbox, with a key, metrics and somebody who is told."""
    text = (PROJECT / "pipelines/jiangmen-2021.yaml").read_text(encoding="utf-8").replace("../data", str(PROJECT / "data"))
    text = re.sub(r": (policy|claims)/", rf": {PROJECT}/pipelines/\1/", text)
    for key, value in (("inbox", inbox), ("output", folder / "output"), ("register", register)):
        text = re.sub(rf"^{key}: .*", f"{key}: {value}", text, flags=re.M)
    (folder / "key").write_bytes(bytes(range(32)))
    told = folder / "told"
    text += f"key_file: {folder}/key\nmetrics: {folder}/output/metrics.prom\nnotify:\n  - run: env >>{told}; cat >>{told}\n    on: [errors, held, failure, recovery]\n"
    (folder / "pipeline.yaml").write_text(text, encoding="utf-8")
    return folder / "pipeline.yaml"


def everything(file, inbox, output, folder):
    """What every command but extract says, which prints the cells of a file as they are, for whoever has the file."""
    said = {}

    def say(*words, feed=None):
        done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, input=feed or "")
        said[" ".join(map(str, words))] = done.stdout + done.stderr
        return done.stdout

    uploads = [path for path in sorted(inbox.glob("*/*")) if path.is_file()]
    for more in ([], ["--force", "--log-format", "json"], ["--force", "--log-format", "text", "--lang", "en"], ["--force", "--json"]): say("run", file, *more)
    say("check", file)
    say("check", file, "--json")
    counties = [path.stem for path in (output / "current/returns").glob("*.xlsx")]
    codes = re.findall(r"^(\d{6}),", (output / "current/counties.csv").read_text(encoding="utf-8-sig"), re.M)
    for code in codes:
        for form in ([], ["--json"], ["--csv"]): say("explain", f"counties.{code}.amount_due_yuan", "--output", output, *form)
        say("explain", f"counties.{code}.difference_yuan", "--output", output)
    for view in ("runs", "uploads", "findings", "acknowledgements"):
        for form in ([], ["--json"]): say("history", "--view", view, "--output", output, *form)
    for form in ([], ["--json"]):
        for words in (("diff", "--output", output), ("verify", "--output", output), ("verify", "--rotate", "--output", output), ("doctor", file), ("prune", file, "--dry-run"), ("inspect", file)): say(*words, *form)
        for upload in uploads:
            say("inspect", upload, *form)
            say("map", upload, *form)
    requests = say("normalize", file, "--list")
    lines = say("normalize", file, feed=requests)
    say("reconcile", file, feed="".join(sorted(lines.splitlines(True), key=lambda line: line.split("\t")[1:2])))
    (folder / "records").mkdir()
    (folder / "records/part").write_text(lines, encoding="utf-8")
    say("run", file, "--records", folder / "records", "--output", folder / "output/again", "--log-format", "text")
    beginning = folder / "beginning"
    shutil.copytree(inbox, beginning)
    say("init", beginning, "--register", re.search(r"^register: (.*)", pathlib.Path(file).read_text(encoding="utf-8"), re.M)[1])
    if (folder / "told").exists(): said["what is told"] = (folder / "told").read_text(encoding="utf-8", errors="replace")
    else: failures.append("nobody was told")
    if len(counties) < 3 or len(lines.splitlines()) < 1000: failures.append(f"{len(counties)} lists, {len(lines.splitlines())} record lines")
    return said


failures = []
with tempfile.TemporaryDirectory() as name:
    place = pathlib.Path(name)
    subprocess.run([PROGRAM, "sample", place / "faults", "--faults"], check=True, capture_output=True)
    sets = {"sample": (place / "faults", PROJECT / "data/register.csv")}
    if os.environ.get("DUIZHANG_SHARED"):
        shared = pathlib.Path(os.environ["DUIZHANG_SHARED"])
        sets["shared"] = (shared / "uploads/2021-with-faults", shared / "register/villages-2021.csv")
    for key, (inbox, register) in sets.items():
        folder = place / key
        folder.mkdir()
        secrets = {number for path in inbox.glob("*/*") for text in texts(path) for number in NUMBER.findall(text)}
        if len(secrets) < 1000: failures.append(f"{key}: only {len(secrets)} numbers found in the uploads")
        said = everything(pipeline(folder, inbox, register), inbox, folder / "output", folder)
        found = list(outputs(folder / "output")) + list(said.items())
        if not any(name.endswith("report.html") for name, _ in found): failures.append(f"{key}: nothing was published")
        for name, text in found:
            whole = secrets & set(re.findall(r"\d{17}[Xx]|\d{11,19}", text))
            # Say where and how many, never which.
            if whole: failures.append(f"{key}: {name} holds {len(whole)} whole numbers of the uploads")
for failure in failures: print(failure, file=sys.stderr)
sys.exit(bool(failures))
