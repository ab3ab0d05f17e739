#!/usr/bin/env python3
"""Counties do all that their lists to mend say, and nothing else; sums are reckoned anew; the next run finds none of it open and nothing new.

Works from the lists alone: where one does not say enough to be followed, that is a failure.
"""
import csv, os, pathlib, shutil, subprocess, sys, tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import openpyxl
from openpyxl.utils import get_column_letter

from officer import Officer, lines

PROGRAM, SHARED = os.environ["DUIZHANG_PROGRAM"], os.environ.get("DUIZHANG_SHARED")
failures = []


def table(current, name):
    return list(csv.DictReader(open(current / name, encoding="utf-8-sig", newline="")))


def run(inbox, output, register):
    more = ["--register", register] if register else []
    done = subprocess.run([PROGRAM, "run", PROJECT / "pipelines/jiangmen-2021.yaml", "--inbox", inbox, "--output", output, *more], capture_output=True, text=True)
    if done.returncode not in (0, 1): sys.exit(f"run ended with {done.returncode}: {done.stdout}{done.stderr}")
    return output / "current"


def follow(name, uploads, register, chair_holds_post):
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        inbox, output = folder / "inbox", folder / "output"
        shutil.copytree(uploads, inbox)
        # What nobody may write where it lies, its county's officer may.
        subprocess.run(["chmod", "-R", "u+w", inbox], check=True)
        before = run(inbox, output, register)
        seen = {row["fingerprint"] for row in table(before, "discrepancies.csv")}
        listed = set()
        for county in table(before, "counties.csv"):
            returned = lines(before / "returns" / f'{county["county"]}.xlsx')
            listed |= {line["编号"] for line in returned}
            sheet = openpyxl.load_workbook(before / "returns" / f'{county["county"]}.xlsx').worksheets[0]
            heads = [cell.value for cell in sheet[3]]
            # A character of the standard font is 7 points wide, a cell's edges 5: what is answered is seen on a laptop of 1,366 points.
            across = sum(sheet.column_dimensions[get_column_letter(number)].width * 7 + 5 for number in range(1, heads.index("说明") + 2))
            if across > 1300: failures.append(f'{name}: the column 说明 of {county["county"]} ends at {across:.0f} points')
            files = {line["文件"] for line in returned}
            paths = [path for path in inbox.rglob("*") if path.is_file() and path.name in files and path.parent != inbox]
            officer = Officer(county["county"], county["county_code"], paths, returned, chair_holds_post)
            officer.mend()
            failures.extend(f"{name}: the list does not say enough: {text}" for text in officer.helpless)
        mendable = {row["fingerprint"] for row in table(before, "discrepancies.csv")
                    if row["county"] and row["severity"] in ("warning", "error", "block") and not row["code"].startswith(("DZ5", "DZ8", "DZ9"))}
        if mendable - listed: failures.append(f"{name}: in no list: {sorted(mendable - listed)}")
        if len(listed) < 20: failures.append(f"{name}: only {len(listed)} findings are listed")
        after = run(inbox, output, register)
        for row in table(after, "discrepancies.csv"):
            if row["severity"] == "info": continue
            where = f'{name}: {row["code"]} {row["file"]} {row["sheet"]}!{row["cell"]} {row["message_zh"][:90]}'
            if row["fingerprint"] in listed: failures.append(f"still open: {where}")
            elif row["fingerprint"] not in seen: failures.append(f"new: {where}")
            elif row["severity"] == "error": failures.append(f"follows from nothing any more: {where}")
        lives = {row["fingerprint"]: row["status"] for row in table(after, "lifecycle.csv")}
        left = [print for print in listed if lives.get(print) != "resolved"]
        if left: failures.append(f"{name}: not resolved in lifecycle.csv: {left}")
        for county in table(after, "counties.csv"):
            again = lines(after / "returns" / f'{county["county"]}.xlsx')
            if again: failures.append(f'{name}: {county["county"]} gets {len(again)} lines again')


if SHARED: follow("shared faults", pathlib.Path(SHARED) / "uploads/2021-with-faults", pathlib.Path(SHARED) / "register/villages-2021.csv", False)
with tempfile.TemporaryDirectory() as place:
    subprocess.run([PROGRAM, "sample", pathlib.Path(place) / "faults", "--faults"], check=True, capture_output=True)
    follow("own faults", pathlib.Path(place) / "faults", None, True)
for failure in failures[:40]: print(failure, file=sys.stderr)
sys.exit(bool(failures))
