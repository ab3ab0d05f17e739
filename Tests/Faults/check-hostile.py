#!/usr/bin/env python3
"""Files, names, numbers and settings of people who mean harm: each ends in a clear message or right figures, in bounded time and memory,
and the county beside it is as it would be without them."""
import csv
import io
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import openpyxl

sys.path.insert(0, str(Path(__file__).resolve().parent))
from nights import PROGRAM, PROJECT, tell

COMMON = PROJECT / "Tests/Golden/common"
CLEAN = (PROJECT / "Tests/Golden/clean/inbox/jia/发放表.csv").read_text()
# 乙市 is the county beside; what it comes to must not change.
BESIDE = "\n".join(line for line in CLEAN.splitlines() if "石桥村" not in line).replace("甲市", "乙市").replace("东镇", "南镇").replace(
    "山底村", "松岗村").replace("水口村", "白石村") + "\n"
SECONDS, MEBIBYTES = 20, 200


def night(base, files, yaml="", after=None):
    """An inbox with `files` of 甲市 (name: bytes, or a function that makes it at a path); what the run said and made."""
    folder = Path(tempfile.mkdtemp(dir=base))
    for county, text in (("jia", None), ("yi", BESIDE)):
        (folder / "inbox" / county).mkdir(parents=True)
        if text:
            (folder / "inbox" / county / "发放表.csv").write_text(text)
            os.utime(folder / "inbox" / county / "发放表.csv", (1_642_000_000,) * 2)
    (folder / "pipeline.yaml").write_text(
        f"inbox: inbox\noutput: output\nregister: {COMMON}/register.csv\npolicy: {COMMON}/policy.yaml\nas_of: 2022-01-31\n"
        f"counties: [{{name: 甲市, folders: [jia]}}, {{name: 乙市, folders: [yi]}}]\n{yaml}\n")
    for name, made in files.items():
        path = os.fsencode(folder / "inbox/jia") + b"/" + (name if isinstance(name, bytes) else os.fsencode(name))
        if callable(made):
            made(path)
        else:
            Path(os.fsdecode(path)).write_bytes(made if isinstance(made, bytes) else made.encode())
    begun = time.monotonic()
    process = subprocess.Popen([PROGRAM, "run", folder / "pipeline.yaml"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    try:
        out, err = process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
    return folder, process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"), time.monotonic() - begun


def rows(folder, name):
    return list(csv.DictReader(io.StringIO((folder / "output/current" / name).read_text("utf-8-sig"))))


def wrong_with(result, codes, refused=False):
    """What is wrong with how a run ended that had something hostile in it."""
    folder, code, out, err, seconds = result
    found = []
    if code not in codes:
        found.append(f"it ends with {code}: {err[-300:]} {out[-200:]}")
    if code < 0 or code > 100:
        return found
    if seconds > SECONDS:
        found.append(f"it takes {seconds:.0f} s")
    if code == 2 or refused:
        return found + ([] if err.strip() else ["it does not say why"])
    beside = [row for row in rows(folder, "counties.csv") if row["county"] == "乙市"]
    if not beside or (beside[0]["amount_due_yuan"], beside[0]["upload_status"]) != ("17280.00", "current"):
        found.append(f"the county beside is harmed: {beside}")
    return found


def changed(line, column, value):
    """The clean list with one cell changed."""
    lines = CLEAN.splitlines()
    cells = lines[line].split(",")
    cells[column] = value
    lines[line] = ",".join('"' + cell.replace('"', '""') + '"' if set(cell) & set('",\n\r') else cell for cell in cells)
    return "\n".join(lines) + "\n"


def names(base):
    """Names of files."""
    for title, name in [
            ("a newline", "发放\n表.csv"), ("control characters", "发\x01\x1b[31m放\x7f表.csv"), ("right to left", "发放\u202evsc.表.csv"),
            ("255 bytes", "表" * 83 + "ab.csv"), ("a formula", "=cmd|' !A0.csv"), ("HTML", "<img src=x onerror=alert(1)>.csv"), ("quotes", "a\"b'c,d.csv"),
            ("no UTF-8", b"\xb7\xa2\xb7\xc5\xb1\xed.csv"), ("a dash", "-rf.csv"), ("percent", "%s%n%x.csv"), ("a name that hides", "发放表.csv .csv"),
            ("an ID number", "440781197001010033.csv")]:
        result = night(base, {name: CLEAN})
        found = wrong_with(result, {0, 1, 3})
        folder = result[0]
        if not found and result[1] != 0:
            found.append(f"it ends with {result[1]}: {[(row['code'], row['message_zh']) for row in rows(folder, 'discrepancies.csv')]}")
        if not found:
            page = (folder / "output/current/report.html").read_text()
            if "<img src=x" in page:
                found.append("the page takes the name for HTML")
            if any(mark in page + result[2] for mark in ("\x1b", "\u202e", "\x01")):
                found.append("a mark that turns or colours the text is passed on")
            for table in (folder / "output/current").glob("*.csv"):
                cells = [cell for row in csv.reader(io.StringIO(table.read_text("utf-8-sig"))) for cell in row]
                if any(cell[:1] in "=+@\t\r" and cell for cell in cells):
                    found.append(f"{table.name} has a cell that a spreadsheet takes for a formula: {[c for c in cells if c[:1] in '=+@' and c][:2]}")
            if title == "an ID number" and any("440781197001010033" in p.read_text("utf-8", "replace") for p in (folder / "output/current").glob("*.*") if p.suffix in (".csv", ".html", ".md")):
                found.append("an ID number in a file's name is published whole")
        yield title, found


def things(base):
    """What lies in the inbox and is no file."""
    def fifo(path): os.mkfifo(path)
    def link(target): return lambda path: os.symlink(target, path)
    def device(path):
        try: os.mknod(path, 0o600 | 0o020000, os.makedev(1, 5))
        except PermissionError: pass
    def listener(path):
        here = os.getcwd()
        os.chdir(os.path.dirname(path))
        try: socket.socket(socket.AF_UNIX).bind(b"s.csv")
        finally: os.chdir(here)
    def deep(path):
        here = Path(os.fsdecode(path))
        for _ in range(60): here = here / "d"
        here.mkdir(parents=True)
        (here / "发放表.csv").write_text(CLEAN)
    def loop(path):
        os.mkdir(path)
        os.symlink("..", path + b"/loop")
    for title, made in [("a pipe", fifo), ("/dev/zero by link", link("/dev/zero")), ("/etc/passwd by link", link("/etc/passwd")),
                        ("a link to itself", link("x.csv")), ("a device", device), ("a socket", listener), ("folders without end", deep), ("a loop", loop)]:
        result = night(base, {"x.csv" if made is not listener else "s.csv": made, "发放表.csv": CLEAN})
        found = wrong_with(result, {0, 1})
        if "root:" in "".join(p.read_text("utf-8", "replace") for p in (result[0] / "output/archive").iterdir()):
            found.append("a file outside the inbox was read")
        yield title, found


def zipped(entries):
    """A zip; a text may be a list of pieces, so that no large one is ever whole: a child's peak begins with its parent's."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries:
            with archive.open(name, "w") as member:
                for piece in text if isinstance(text, list) else [text]: member.write(piece if isinstance(piece, bytes) else piece.encode())
    return data.getvalue()


def books(base):
    """Workbooks and zips that reach outside, or unpack without end."""
    book = io.BytesIO()
    workbook = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(CLEAN)): workbook.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    workbook.save(book)
    parts = {name: zipfile.ZipFile(book).read(name) for name in zipfile.ZipFile(book).namelist()}

    def with_part(name, change): return zipped([(n, change(b) if n == name else b) for n, b in parts.items()])
    relations, sheet = "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)) + b"]>"
    outside = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    cases = [
        ("as it should be", book.getvalue(), {0}),
        ("entities without end", with_part(sheet, lambda b: bomb + b), {3}),
        ("an outside entity", with_part(sheet, lambda b: outside + b.replace(b"<v>", b"<v>&e;", 1)), {3}),
        ("a relationship that climbs", with_part(relations, lambda b: b.replace(b"/xl/worksheets/sheet1.xml", b"../../../../etc/passwd")), {1, 3}),
        ("a relationship to the network", with_part(relations, lambda b: b.replace(b"/xl/worksheets/sheet1.xml", b"http://127.0.0.1:9/x")), {1, 3}),
        ("a sheet that unpacks a thousandfold", with_part(sheet, lambda b: [b.replace(b"</worksheet>", b""), *[b" " * 1_000_000] * 200, b"</worksheet>"]), {3}),
        ("names that climb, in a zip", zipped([("../../发放表.csv", CLEAN), ("/etc/发放表二.csv", CLEAN)]), {0, 1, 3}),
        ("a zip in a zip in a zip", zipped([("a.zip", zipped([("b.zip", zipped([("c.xlsx", book.getvalue())]))]))]), {0, 1, 3}),
        ("a hundred thousand members", zipped([(f"{i}.csv", "") for i in range(100_000)]), {3}),
        ("depth without end", with_part(sheet, lambda b: b.replace(b"<sheetData>", b"<a>" * 100_000 + b"<sheetData>")), {3}),
    ]
    for title, data, codes in cases:
        result = night(base, {"发放表.zip" if "zip" in title or "members" in title else "发放表.xlsx": data})
        found = wrong_with(result, codes)
        if "passwd" not in title and any("root:" in p.read_text("utf-8", "replace") for p in (result[0] / "output/current").glob("*.csv")):
            found.append("a file outside the inbox was read")
        if any(p.name.startswith("发放表") for p in result[0].glob("*.csv")):
            found.append("a file was written outside")
        yield title, found


def numbers(base):
    """Amounts, months and heads that no fund pays."""
    for value in ["9223372036854775807", "92233720368547758.07", "99999999999999999999999999", "1e308", "1E+400", "-1E+308", "NaN", "nan", "Infinity", "-inf",
                  "0x7FFFFFFF", "1/0", "--2880", "2880-", "(2880)", "2880.005", "2880.0000000000000000000001", "٢٨٨٠", "2,88,0", "1e-320", "9" * 100_000, "亿亿亿元",
                  "=1+1", "@SUM(1)", "2880元整整整"]:
        for column in (5, 4) if len(value) < 1000 else (5,):
            result = night(base, {"发放表.csv": changed(3, column, value)})
            found = wrong_with(result, {0, 1})
            if not found and result[1] == 0 and value not in ("2880.0000000000000000000001",):
                found.append("nothing is said of it")
            yield f"{value[:30]} in column {column}", found
    # A text of 10 MiB is the longest that a cell may have; the row beside it counts.
    for size, codes in ((9 << 20, {0, 1}), (11 << 20, {3})):
        yield f"a cell of {size >> 20} MiB", wrong_with(night(base, {"发放表.csv": changed(3, 2, "张" * (size // 3))}), codes)
    # Each amount can be counted, their sum cannot.
    lines = CLEAN.splitlines()
    huge = "\n".join(lines[:3] + [",".join(line.split(",")[:5] + ["92233720368547758.07"]) for line in lines[3:12]] + lines[12:]) + "\n"
    yield "a sum beyond all counting", wrong_with(night(base, {"发放表.csv": huge}), {1})


def dates(base):
    """Dates that no calendar has, in a list with terms of office."""
    head, body = CLEAN.splitlines()[:2], CLEAN.splitlines()[3:12]
    for value in ["0000年1月", "9999年12月", "99999-01", "2021-13", "2021年00月", "-2021-01", "2021-02-30", "1900-02-29", "1e9", "2958466", "-1", "12345678901234567890"]:
        text = "\n".join(head + ["镇,村,姓名,是否兼任,任职时间,月数,金额"] + [
            ",".join(line.split(",")[:4] + [value if index == 0 else "2021年1月"] + line.split(",")[4:]) for index, line in enumerate(body)]) + "\n"
        yield value, wrong_with(night(base, {"发放表.csv": text}), {0, 1})


def texts(base):
    """Formulas, HTML and control characters in every text field."""
    for value in ["=HYPERLINK(\"http://x\")", "+1+1|cmd", "@x", "\t=1", "<script>alert(1)</script>", "{{name}}", "{{{name}}}", "a\x00b", "\u202e山底村", "''; DROP TABLE run; --",
                  "$(id)", "`id`", "%00", "\ufeff村", "村" * 40_000, "\U0001F469\u200D\U0001F4BB" * 500, "e" + "\u0301" * 10_000]:
        for column in (0, 1, 2, 3):
            result = night(base, {"发放表.csv": changed(3, column, value)})
            found = wrong_with(result, {0, 1, 3})
            folder = result[0]
            if not found:
                for table in (folder / "output/current").glob("*.csv"):
                    for row in csv.reader(io.StringIO(table.read_text("utf-8-sig"))):
                        if any(cell[:1] and cell[:1] in "=+@\t\r" for cell in row):
                            found.append(f"{table.name}: a spreadsheet takes a cell for a formula")
                for page in (folder / "output/current").glob("*.html"):
                    if "<script>alert" in page.read_text(): found.append(f"{page.name} takes a text for HTML")
            yield f"{value[:20]!r} in column {column}", found


def settings(base):
    """Pipeline files that unfold without end, or that are none."""
    anchors = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(9))
    for title, yaml in [("anchors without end", anchors), ("a million keys", "\n".join(f"k{i}: 1" for i in range(200_000))), ("depth without end", "name: " + "[" * 50_000),
                        ("the same key twice", "fail_on: info\nfail_on: error"), ("a tag", "name: !!python/object:os.system x"), ("a merge", "<<: {name: x}"),
                        ("no text", "name: \x00"), ("an anchor of itself", "name: &a [*a]")]:
        result = night(base, {"发放表.csv": CLEAN}, yaml)
        # A tag means nothing here: its text is a text.
        yield title, wrong_with(result, {2}, refused=True) if title != "a tag" else wrong_with(result, {0})


def main():
    failures, count = [], 0
    memory = 0
    with tempfile.TemporaryDirectory() as base:
        for trials in [names, things, books, numbers, dates, texts, settings]:
            for title, found in trials(base):
                count += 1
                failures += [f"{trials.__name__}: {title}: {wrong}" for wrong in found]
                peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
                if peak > MEBIBYTES and peak > memory:
                    failures.append(f"{trials.__name__}: {title}: it takes {peak} MiB")
                memory = max(memory, peak)
                for folder in Path(base).iterdir(): shutil.rmtree(folder, ignore_errors=True)
    print(f"check-hostile: at most {memory} MiB")
    tell("check-hostile", failures, count)


main()
