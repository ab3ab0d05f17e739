#!/usr/bin/env python3
"""What a messy upload costs beside a clean one of the same members.

    Tests/Benchmark/messy.py [--rows 2000,20000] [--runs 5] [--instructions] [--keep FOLDER]

One invented county each time, laid out by the generator of Tests/Uploads: clean, and in messy shapes that combine header
rows split and numbered, villages merged or carried down, subtotals, numbers as texts or in full width, damaged ID numbers, many
sheets or pages, notes, signatures and void rows. Runs alternate and the median is taken; processor time holds on a busy machine,
instructions (valgrind) on any. Exit 1 where a messy shape costs more than 1.5 times the clean one.
The program is DUIZHANG_PROGRAM, else .build/release/duizhang; the generator needs xlsxwriter.
"""
import argparse, copy, os, random, re, shutil, statistics, subprocess, sys, tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("DUIZHANG_PROGRAM", str(PROJECT / ".build/release/duizhang"))
sys.path.insert(0, str(PROJECT / "Tests/Uploads"))
import benchmark, words, world as worlds, write  # noqa: E402
from documents import Documents  # noqa: E402
from style import Style  # noqa: E402

BOUND = 1.5
PLAIN = dict(
    unit="元", unit_place="row", towns="column", numbered=None, year_words="figures", months_named=False, rate_by="", total_first=False,
    total_bare=False, example=False, marks="column", village_form="full", villages_carried="each", files="xlsx", encoding="utf-8",
    delimiter=",", title_rows=1, number_row=False, two_level=False, blank_rows=False, page=0, subtotals="none", total=True, ofwhich=False,
    sign=True, note=False, gaps=False, void_row=False, spaces=False, number_text="number", dates="iso", flags=("是", "否"), extra=False,
    order=False, id_form="plain", date1904=False, in_words=False, hides=False, formulas=False, cumulative=False, archived=False,
    together=False, superseded=None, page_sums=False, numbering="figures", unmarked=False, listed=False, joint="")
MESS = dict(
    number_row=True, subtotals="town", ofwhich=True, note=True, gaps=True, void_row=True, spaces=True, flags=("√", ""), in_words=True,
    numbering="brackets", village_form="village")
SHAPES = {
    "clean": {},
    "a sheet a town, merged, full width": MESS | dict(
        towns="sheets", villages_carried="merged", two_level=True, number_text="fullwidth", id_form="tab", blank_rows=True, hides=True),
    "pages, carried down, units behind": MESS | dict(
        towns="carried", villages_carried="carried", page=13, page_sums=True, number_text="suffix", id_form="space", numbered="{n}.{name}"),
    "headings, numbers as texts, 万元": MESS | dict(
        towns="heading", villages_carried="carried", two_level=True, number_text="text", id_form="quote", unit="万元", marks="note"),
}


class Names(worlds.World):
    """A world with room for thousands of villages: names of three characters."""

    def place(self):
        while True:
            name = self.random.choice(words.PLACES_A) + self.random.choice(words.PLACES_A + words.PLACES_B) + self.random.choice(words.PLACES_B)
            if name not in self.places:
                self.places.add(name)
                return name


def county(rows):
    """A world of one county with about so many members."""
    towns = max(4, round((rows / 13.5) ** 0.5))
    made = None
    while made is None or sum(len(v.members) for v in made.counties[0].villages) < rows * 0.8:
        made = Names(random.Random(rows), size=(towns, towns)) if made is None else grown(made, rows)
    made.counties = made.counties[:1]
    return made


def grown(world, rows):
    """Adds villages to the towns of the first county until it has the members."""
    target, own = rows, world.counties[0]
    count = sum(len(v.members) for v in own.villages)
    while count < target:
        for index, town in enumerate(own.towns):
            code = f"{own.code}{100 + index:03}{200 + len(town.villages):03}"
            village = worlds.Village(code, world.place() + "村委会", town)
            chair = world.random.random() < 0.15
            village.members = [world.member(own.code, k == 0, chair and k == 0) for k in range(world.quota)]
            town.villages.append(village)
            count += len(village.members)
    return world


class Upload:
    """One county's payment list and summary in one shape, with all that a run needs."""

    def __init__(self, base, world, name, kind):
        world = copy.deepcopy(world)
        own = world.counties[0]
        style = Style(random.Random(1), world, True)
        style.__dict__.update(PLAIN | SHAPES[name] | {"files": kind})
        style.head = {field: words.HEADERS[field][0] for field in words.HEADERS}
        style.r = style.random = random.Random(7)
        layout = Documents(world, own, style)
        # No column is left out in one shape and kept in the other.
        layout.needs = {"role", "due", "signature", "rate"}
        made = layout.send(["payment", "summary"])
        if name != "clean":
            self.damage(made)
        self.folder = Path(base) / re.sub(r"\W+", "-", f"{name}-{kind}-{len(own.villages)}")
        inbox = self.folder / "inbox" / own.folder
        shutil.rmtree(self.folder, ignore_errors=True)
        inbox.mkdir(parents=True)
        write.write([file for _, files in made for file in files], str(inbox), 1_500_000_000, False, random.Random(3))
        for role in ("register", "allocation"):
            (self.folder / f"{role}.csv").write_text(getattr(world, role)(), encoding="utf-8")
        (self.folder / "policy.yaml").write_text(
            f'id: messy\nperiod: ["{world.year}-01", "{world.year}-12"]\nrules:\n  - rate_yuan: "{world.rate}"\n    quota: {world.quota}\n')
        (self.folder / "pipeline.yaml").write_text(
            "inbox: inbox\noutput: out\nregister: register.csv\nallocation: allocation.csv\npolicy: policy.yaml\nsubsidy_line: 补贴\n"
            f"counties:\n  - name: {own.name}\n    folders: [{own.folder}]\n", encoding="utf-8")
        self.due = sum(m.months for v in own.villages for m in v.paid) * world.rate
        self.rows = sum(len(sheet.rows) for _, files in made for file in files for sheet in file.sheets)
        self.times = []

    @staticmethod
    def damage(made):
        """Some ID numbers as spreadsheets and people spoil them."""
        cells = [(sheet, at) for _, files in made for file in files for sheet in file.sheets
                 for key, at in sheet.keys.items() if key[-1] == "id"]
        for (sheet, (row, column)), how in zip(cells[:: max(1, len(cells) // 20)], range(20)):
            text = str(sheet.rows[row][column]).strip("\t' ").replace(" ", "")
            sheet.rows[row][column] = [float(text[:17] + "0"), text[:-1], text[:10] + "O" + text[11:], text[:-1] + "Ｘ"][how % 4]

    def arguments(self):
        shutil.rmtree(self.folder / "out", ignore_errors=True)
        return [PROGRAM, "run", str(self.folder / "pipeline.yaml")]

    def run(self):
        process = subprocess.Popen(self.arguments(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            sys.exit(f"messy: {self.folder} ended with {os.waitstatus_to_exitcode(status)}:\n{said[-2000:]}")
        self.times.append(usage.ru_utime + usage.ru_stime)

    def instructions(self):
        return benchmark.counted(self.arguments()[1:])

    def states_what_is_due(self):
        """A shape that is not read costs nothing: what is due must be what the world has."""
        lines = (self.folder / "out/current/counties.csv").read_text(encoding="utf-8-sig").splitlines()
        found = dict(zip(lines[0].split(","), lines[1].split(",")))
        return found["amount_due_yuan"] == f"{self.due}.00"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", default="2000,20000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--keep")
    chosen = parser.parse_args()
    base = chosen.keep or tempfile.mkdtemp(prefix="messy-")
    worst, unread = 0.0, 0
    print("| members, file | shape | rows | processor | beside clean |" + (" instructions |" if chosen.instructions else ""))
    print("|---|---|---|---|---|" + ("---|" if chosen.instructions else ""))
    for rows in map(int, chosen.rows.split(",")):
        world = county(rows)
        members = sum(len(v.members) for v in world.counties[0].villages)
        for kind in ("xlsx", "csv"):
            uploads = {name: Upload(base, world, name, kind) for name in SHAPES}
            for _ in range(chosen.runs):
                for upload in uploads.values():
                    upload.run()
            clean = uploads["clean"]
            counted = {name: upload.instructions() for name, upload in uploads.items()} if chosen.instructions else {}
            for name, upload in uploads.items():
                ratio = statistics.median(a / b for a, b in zip(upload.times, clean.times))
                worst = max(worst, counted[name] / counted["clean"] if counted else ratio)
                told = f"| {members:,} {kind} | {name} | {upload.rows:,} | {statistics.median(upload.times) * 1000:.0f} ms | {ratio:.2f} |"
                if counted:
                    told += f" {counted[name] / 1e6:.0f} M ({counted[name] / counted['clean']:.2f}) |"
                isRead = upload.states_what_is_due()
                unread += not isRead
                print(told + ("" if isRead else " is not read as it is |"), flush=True)
    if not chosen.keep:
        shutil.rmtree(base, ignore_errors=True)
    print(f"\nworst: {worst:.2f} of a clean upload's cost; the bound is {BOUND}")
    return 1 if worst > BOUND or unread else 0


sys.exit(main())
