#!/usr/bin/env python3
"""No whole ID number, account or phone number of the uploads stands in any output or log of a run: every long run of digits in them is looked for
in every file of the publication, workbooks unzipped, and in what the program prints.

Needs DUIZHANG_PROGRAM; reads invented uploads with faults and, where DUIZHANG_SHARED exists, the shared set.
"""
import io, os, pathlib, re, subprocess, sys, tempfile, zipfile

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


failures = []
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    subprocess.run([PROGRAM, "sample", folder / "faults", "--faults"], check=True, capture_output=True)
    sets = {"sample": (folder / "faults", [])}
    if os.environ.get("DUIZHANG_SHARED"):
        shared = pathlib.Path(os.environ["DUIZHANG_SHARED"])
        sets["shared"] = (shared / "uploads/2021-with-faults", ["--register", shared / "register/villages-2021.csv"])
    for key, (inbox, more) in sets.items():
        secrets = {number for path in inbox.glob("*/*") for text in texts(path) for number in NUMBER.findall(text)}
        if len(secrets) < 1000: failures.append(f"{key}: only {len(secrets)} numbers found in the uploads")
        said = ""
        for arguments in (["run"], ["run", "--log-format", "json"], ["check"]):
            run = subprocess.run([PROGRAM, arguments[0], PROJECT / "pipelines/jiangmen-2021.yaml", "--inbox", inbox, "--output", folder / key,
                                  *more, *arguments[1:]], capture_output=True, text=True)
            said += run.stdout + run.stderr
        found = list(outputs(folder / key)) + [("what it prints", said)]
        if not any(name.endswith("report.html") for name, _ in found): failures.append(f"{key}: nothing was published")
        for name, text in found:
            whole = secrets & set(re.findall(r"\d{17}[Xx]|\d{11,19}", text))
            # Say where and how many, never which.
            if whole: failures.append(f"{key}: {name} holds {len(whole)} whole numbers of the uploads")
for failure in failures: print(failure, file=sys.stderr)
sys.exit(bool(failures))
