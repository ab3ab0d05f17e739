#!/usr/bin/env python3
"""Programs other than ours read a publication: `frictionless` validates it without a word, and the README's snippets load it with its types.

Needs DUIZHANG_PROGRAM; reads invented uploads and, where DUIZHANG_SHARED exists, the set with faults.
"""
import csv, json, os, pathlib, re, shutil, subprocess, sys, tempfile, warnings
from decimal import Decimal

import frictionless

PROJECT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["DUIZHANG_PROGRAM"]
failures = []


def expect(truth, text):
    if not truth: failures.append(text)


def publication(inbox, folder):
    """A finished publication of an inbox, with the project's own pipeline."""
    run = subprocess.run([PROGRAM, "run", PROJECT / "pipelines/jiangmen-2021.yaml", "--inbox", inbox, "--output", folder / ".output"],
                         capture_output=True, text=True)
    expect(run.returncode in (0, 1, 3), f"{inbox}: exit code {run.returncode}: {run.stderr}")
    return folder / ".output/current"


def validate(current):
    """Types, constraints, keys, hashes, sizes and row counts, by the validator; headers and completeness by hand."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        report = frictionless.validate(str(current / "datapackage.json"))
    expect(report.valid, f"{current}: not valid: {report.flatten(['name', 'rowNumber', 'fieldName', 'type', 'note'])[:10]} {report.errors}")
    expect(not report.warnings and all(not t.warnings for t in report.tasks), f"{current}: warnings: {report.warnings}")
    ours = [w for w in said if issubclass(w.category, UserWarning)]
    expect(not ours, f"{current}: {[str(w.message) for w in ours]}")
    package = json.loads((current / "datapackage.json").read_text(encoding="utf-8"))
    described = {r["path"] for r in package["resources"]}
    expect(described == {p.name for p in current.glob("*.csv")}, f"{current}: describes {sorted(described)}")
    for resource in package["resources"]:
        rows = list(csv.reader(open(current / resource["path"], encoding="utf-8-sig", newline="")))
        expect(rows[0] == [f["name"] for f in resource["schema"]["fields"]], f"{resource['path']}: header {rows[0]}")
        expect(len(rows) - 1 == resource["rows"], f"{resource['path']}: {len(rows) - 1} rows, not {resource['rows']}")
        for field in resource["schema"]["fields"]:
            expect(all(field["titles"].get(l) for l in ("zh", "en")), f"{resource['path']}: {field['name']} has no title")


def correction(folder):
    """The publication after a correction: changes and lives have rows of every kind, and every table of them is described."""
    inbox = folder / "inbox"
    shutil.copytree(PROJECT / "data", inbox)
    publication(inbox, folder)
    shutil.rmtree(inbox / "enping")
    mended = inbox / "kaiping/开平市2021年村监委补贴分配表.csv"
    text = mended.read_bytes().decode("gb18030")
    mended.write_bytes(text.replace("8,640", "8,400", 1).encode("gb18030"))
    current = publication(inbox, folder)
    for name in ("changes", "lifecycle"):
        rows = list(csv.DictReader(open(current / (name + ".csv"), encoding="utf-8-sig", newline="")))
        expect(rows, f"a correction leaves no row in {name}.csv")
        if name == "changes": expect({"villages", "discrepancies"} <= {r["dataset"] for r in rows}, f"changes of {sorted({r['dataset'] for r in rows})} only")
    return current


def can_fail(current, folder):
    """A publication with one changed byte and one wrong code is refused."""
    broken = folder / "broken"
    shutil.copytree(current, broken, symlinks=False)
    text = (broken / "counties.csv").read_text(encoding="utf-8")
    (broken / "counties.csv").write_text(text.replace("440781", "44078x"), encoding="utf-8")
    expect(not frictionless.validate(str(broken / "datapackage.json")).valid, "a broken table passes")


def snippets(current):
    """Runs each block of the README where a reader would, and compares its counties with the CSV."""
    text = (PROJECT / "data/README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.S)
    expect(len(blocks) == 5, f"{len(blocks)} snippets in data/README.md")
    why = [block for block in blocks if "reasons = " in block]
    blocks = [block for block in blocks if block not in why]
    truth = list(csv.DictReader(open(current / "counties.csv", encoding="utf-8-sig", newline="")))
    wanted = [(r["county"], int(r["eligible"]), Decimal(r["amount_due_yuan"])) for r in truth]
    back = os.getcwd()
    os.chdir(current.parent.parent)
    for block in blocks:
        scope = {}
        exec(compile(block, "data/README.md", "exec"), scope)
        found = scope["counties"]
        if hasattr(found, "to_dicts"): found = [(r["county"], r["eligible"], r["amount_due_yuan"]) for r in found.to_dicts()]
        elif hasattr(found, "itertuples"):
            found = list(found[["county", "eligible", "amount_due_yuan"]].itertuples(index=False, name=None))
            for name in ("members", "discrepancies", "claims", "months"): scope["table"](name)
        got = [(r[0], int(r[1]), Decimal(str(r[2])).quantize(Decimal("0.01"))) for r in found]
        expect(got == wanted, f"a snippet loads {got}, not {wanted}")
    # A county has reasons exactly where it differs.
    for block in why:
        scope = {}
        exec(compile(block, "data/README.md", "exec"), scope)
        told = {(row[0], Decimal(row[1])) for row in scope["reasons"]}
        wanted = {(r["county"], Decimal(r["difference_yuan"])) for r in truth if r["difference_yuan"] not in ("", "0.00")}
        expect(told == wanted, f"the query tells {told}, not {wanted}")
    os.chdir(back)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    sets = {"data": PROJECT / "data"}
    subprocess.run([PROGRAM, "sample", folder / "faults", "--faults"], check=True, capture_output=True)
    sets["sample"] = folder / "faults"
    if os.environ.get("DUIZHANG_SHARED"): sets["shared"] = pathlib.Path(os.environ["DUIZHANG_SHARED"]) / "uploads/2021-with-faults"
    for key, inbox in sets.items():
        (folder / key / "here").mkdir(parents=True, exist_ok=True)
        current = publication(inbox, folder / key / "here")
        if not (current / "datapackage.json").exists(): continue
        validate(current)
        if key == "data":
            can_fail(current, folder)
            (folder / "corrected").mkdir()
            validate(correction(folder / "corrected"))
        if key != "shared": snippets(current)
for failure in failures: print(failure, file=sys.stderr)
sys.exit(bool(failures))
