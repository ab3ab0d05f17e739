#!/usr/bin/env python3
"""Names and notes that mean harm where they are shown: formulas, escape sequences, marks that turn the writing, line ends. None of them does anything in
a table, a workbook, a page, a log or on a terminal. (What markup does in a browser is looked at by check-page.py.)
"""
import csv, json, os, pathlib, re, subprocess, sys, tempfile

import openpyxl

PROJECT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["DUIZHANG_PROGRAM"]
HARM = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\x1b[31m红", "\x1b]0;x\x07题", "\x08\x08退", "\x9b31m", "\x7f", "\u202e倒", "\u2067村\u2069", "\u200f右", "\u061c", "\u2028行",
        "<img src=x onerror=alert(1)>", "{{title}}", "a\nb", 'say "no"', "; rm -rf ~", "$(id)"]
# ESC, BEL, other controls, and marks that turn the writing; a table may have line ends and tabs inside its quotes.
UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
failures = []


def expect(truth, text):
    if not truth: failures.append(text)


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def uploads(folder):
    """A county whose names of persons, villages, notes, columns and files are all hostile."""
    inbox = folder / "inbox/440799"
    inbox.mkdir(parents=True)
    rows = [f'440799001{201 + index},甲市,"<b>镇",{quoted(word + "村委会")},村' for index, word in enumerate(HARM)]
    (folder / "register.csv").write_text("code,county,town,name,kind\n" + "\n".join(rows) + "\n", encoding="utf-8")
    lines = ["序号,村名,姓名,补贴标准,月数,实发金额,备注," + quoted("\x1b[2J=列")]
    for index, word in enumerate(HARM):
        lines.append(",".join([str(index + 1), quoted(word + "村"), quoted(word), "240", quoted(word if index % 2 else "12"), quoted("2880" if index % 3 else word), quoted(word), quoted(word)]))
    (inbox / "发放表.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name in ("=1+1.csv", "\x1b[31m红.csv", "\u202egpj.csv", "-x.csv"): (inbox / name).write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "budget.csv").write_text("line,stage,amount,unit\n" + "".join(f"{quoted(word)},allocated,{index + 1},万元\n" for index, word in enumerate(HARM[:4] + HARM[5:10])), encoding="utf-8")
    (folder / "report.txt").write_text("共\x1b[31m3个村，\u202e另拨付7万元。=1+1合计9人。", encoding="utf-8")
    (folder / "p.yaml").write_text(f"name: harm\ninbox: inbox\nregister: register.csv\nbudget: budget.csv\nreport: report.txt\npolicy: {PROJECT}/pipelines/policy/village-supervision-2021.yaml\noutput: output\ncounties:\n  - name: 甲市\n    folders: ['440799']\n", encoding="utf-8")


def run(*words):
    done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, stdin=subprocess.DEVNULL)
    return done.stdout.decode(), done.stderr.decode(), done.returncode


with tempfile.TemporaryDirectory() as place:
    folder = pathlib.Path(place)
    uploads(folder)
    out, error, code = run("run", folder / "p.yaml", "--log-format", "text")
    expect(code in (1, 3), f"run ends with {code}: {out}{error}")
    current = folder / "output/current"
    said = {"run": out + error}
    for words in (("run", folder / "p.yaml", "--force", "--log-format", "json"), ("check", folder / "p.yaml", "--json"), ("inspect", folder / "p.yaml"), ("inspect", folder / "inbox/440799/发放表.csv"),
                  ("map", folder / "inbox/440799/发放表.csv"), ("history", "--view", "findings", "--output", folder / "output"), ("history", "--view", "uploads", "--output", folder / "output"),
                  ("explain", "counties.440799", "--output", folder / "output"), ("diff", "--output", folder / "output"), ("doctor", folder / "p.yaml")):
        out, error, _ = run(*words)
        said[" ".join(map(str, words[:1] + words[2:3]))] = out + error
    for name, text in said.items():
        found = UNSHOWN.search(text)
        expect(not found, f"{name} prints {found and found[0]!r}: {text[max(0, found.start() - 60):found.end() + 20]!r}" if found else "")
    tables = 0
    for path in sorted(current.glob("*.csv")):
        tables += 1
        for number, row in enumerate(csv.reader(open(path, encoding="utf-8-sig", newline="")), 1):
            for value in row:
                harmful = value[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"[-+]?\d[\d.]*%?", value)
                expect(not harmful, f"{path.name}:{number}: {value!r} is a formula")
                expect(not UNSHOWN.search(value), f"{path.name}:{number}: {value!r} has what is not shown")
    expect(tables > 10, f"only {tables} tables")
    for path in [*current.glob("*.html"), *current.glob("*.md")]:
        found = UNSHOWN.search(path.read_text(encoding="utf-8"))
        expect(not found, f"{path.name} has {found and found[0]!r}")
    for path in current.glob("*.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in current.glob("returns/*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    expect(cell.data_type != "f", f"{path.name} {sheet.title}!{cell.coordinate} is a formula: {cell.value!r}")
                    expect(not UNSHOWN.search(str(cell.value or "")), f"{path.name} {sheet.title}!{cell.coordinate} has what is not shown: {cell.value!r}")
for failure in failures[:30]: print(failure, file=sys.stderr)
sys.exit(bool(failures))
