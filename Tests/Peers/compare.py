#!/usr/bin/env python3
"""Writes workbooks by seed with several programs and compares `duizhang extract --raw` with openpyxl and python-calamine, cell by cell.

    compare.py DUIZHANG [--long] [--seed N] [--keep DIR] [--verbose]

A short run makes a tenth of the workbooks. Needs openpyxl, XlsxWriter and python-calamine; LibreOffice (soffice) and gnumeric
(ssconvert) rewrite some of the workbooks where they are installed. Where the two readers differ from each other, or from what is
printed, a rule must say why (RULES); exit 1 if a cell differs that no rule explains.
"""
import argparse, collections, csv, datetime as dt, io, pathlib, random, re, shutil, subprocess, sys, tempfile, warnings

import openpyxl, python_calamine, xlsxwriter
from openpyxl.styles import Font

FULL = 600
FORMATS = ["General", "0", "0.00", "#,##0", "#,##0.00", "0%", "0.00E+00", "@", '#,##0.00"元"', '0"个月"', "[Red]0.0", "# ?/?",
           '"日期"0', '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', '[$¥-804]#,##0.00', "0;(0);-"]
DATES = ["yyyy-mm-dd", "yyyy/m/d", 'yyyy"年"m"月"d"日"', "yyyy年m月", "m/d/yy h:mm", "h:mm:ss", "hh:mm", "d-mmm-yy", "[$-804]yyyy/mm/dd",
         "mm:ss.0", "yyyy-mm-dd hh:mm:ss"]
DURATIONS = ["[h]:mm", "[h]:mm:ss", "[mm]:ss"]
NAMES = "东西南北海平开恩山底村委会民政局赵钱孙李"


def words(rng):
    kind = rng.randrange(12)
    if kind == 0: return rng.choice(["", " ", "  前后有空格  ", "换\n行", "制\t表", "'440781199001011234", "a,b", '说"话"', "=不是公式"])
    if kind == 1: return rng.choice(["_x000D_", "_x005F_", "&lt;", "<b>", "𠮷野家", "\u00a0", "\u3000全角\u3000", "零\u200b宽", "]]>"])
    if kind == 2: return str(rng.randrange(10**17, 10**18))
    return "".join(rng.choice(NAMES) for _ in range(rng.randrange(1, 9)))


def numbers(rng):
    kind = rng.randrange(8)
    if kind == 0: return rng.randrange(-1000, 100000)
    if kind == 1: return round(rng.uniform(-1e5, 1e5), 2)
    if kind == 2: return rng.uniform(-1, 1) * 10 ** rng.randrange(-8, 18)
    if kind == 3: return rng.choice([0.1 + 0.2, 171.35999999999999, 239.328, 1e15, 1e16, 1.5e20, 1e-5, 1e-6, 123456789012345, 2**53, 0.5])
    return rng.choice([240, 2880, 8640, 720, 12, 3])


def moments(rng):
    day = dt.datetime(1905, 1, 1) + dt.timedelta(days=rng.randrange(60000))
    if rng.random() < 0.5: return day
    return day + dt.timedelta(seconds=rng.randrange(86400))


def plan(rng):
    """A workbook as data: sheets of {(row, column): (kind, value, format)}."""
    sheets = []
    for number in range(rng.choice([1, 1, 2, 3])):
        cells = {}
        rows, columns = rng.randrange(1, 40), rng.randrange(1, 14)
        for row in range(1, rows + 1):
            if rng.random() < 0.1: continue
            for column in range(1, columns + 1):
                pick = rng.random()
                if pick < 0.15: continue
                if pick < 0.5: cells[row, column] = ("text", words(rng), None)
                elif pick < 0.75: cells[row, column] = ("number", numbers(rng), rng.choice(FORMATS))
                elif pick < 0.85: cells[row, column] = ("date", moments(rng), rng.choice(DATES))
                elif pick < 0.88: cells[row, column] = ("duration", dt.timedelta(seconds=rng.randrange(400000)), rng.choice(DURATIONS))
                elif pick < 0.91: cells[row, column] = ("bool", rng.random() < 0.5, None)
                elif pick < 0.94: cells[row, column] = ("formula", f"=SUM(A{row}:B{row})", None)
                elif pick < 0.97: cells[row, column] = ("rich", [words(rng) or "x", words(rng) or "y"], None)
                else: cells[row, column] = ("blank", None, rng.choice(FORMATS))
        sheets.append((rng.choice(["花名册", "Sheet", "汇总 表", "a&b", "明细"]) + str(number + 1), cells))
    return sheets


def with_openpyxl(rng, sheets, path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    if rng.random() < 0.2: book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for name, cells in sheets:
        sheet = book.create_sheet(name)
        for (row, column), (kind, value, form) in cells.items():
            cell = sheet.cell(row, column)
            if kind == "rich":
                from openpyxl.cell.rich_text import CellRichText, TextBlock
                from openpyxl.cell.text import InlineFont
                value = CellRichText(value[0], TextBlock(InlineFont(b=True, strike=rng.random() < 0.3), value[1]))
            if isinstance(value, str) and value.startswith("=不"): value = "'" + value
            cell.value = value
            if form: cell.number_format = form
            if rng.random() < 0.05: cell.font = Font(strike=True)
        if rng.random() < 0.4 and cells:
            sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=3)
        if rng.random() < 0.2: sheet.row_dimensions[2].hidden = True
    book.save(path)


def with_xlsxwriter(rng, sheets, path):
    options = {"constant_memory": rng.random() < 0.3, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False,
               "date_1904": rng.random() < 0.2, "use_future_functions": False}
    book = xlsxwriter.Workbook(path, options)
    formats = {}
    def style(code):
        if code not in formats: formats[code] = book.add_format({"num_format": code} if code else {})
        return formats[code]
    bold = book.add_format({"bold": True})
    for name, cells in sheets:
        sheet = book.add_worksheet(name)
        for (row, column), (kind, value, form) in sorted(cells.items()):
            at = (row - 1, column - 1)
            if kind == "text": sheet.write_string(*at, value) if value else sheet.write_blank(*at, None, style("0"))
            elif kind == "number": sheet.write_number(*at, value, style(form))
            elif kind == "date": sheet.write_datetime(*at, value, style(form))
            elif kind == "duration": sheet.write_datetime(*at, value, style(form))
            elif kind == "bool": sheet.write_boolean(*at, value)
            elif kind == "formula": sheet.write_formula(*at, value, None, rng.choice([0, 12.5, "文字", True, "#N/A", ""]))
            elif kind == "rich" and not options["constant_memory"]: sheet.write_rich_string(*at, value[0], bold, value[1])
            elif kind == "blank": sheet.write_blank(*at, None, style(form))
        if rng.random() < 0.3: sheet.set_column(1, 1, None, None, {"hidden": True})
    book.close()


def converted(path, folder, program):
    target = folder / program / path.name
    target.parent.mkdir(exist_ok=True)
    if program == "soffice":
        command = ["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(target.parent), str(path)]
    else:
        command = ["ssconvert", "-T", "Gnumeric_Excel:xlsx2", str(path), str(target)]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    return target if target.exists() else None


def number_text(value):
    if value == 0: return "0"
    if isinstance(value, int) or value == int(value) and abs(value) < 1e16: return str(int(value)) if abs(value) < 1e16 else repr(float(value))
    if 1e-5 <= abs(value) < 1e16:
        from decimal import Decimal
        return format(Decimal(repr(value)), "f")
    return repr(value)


def time_text(value):
    text = value.strftime("%H:%M:%S")
    return text + (f".{value.microsecond // 1000:03d}" if value.microsecond >= 1000 else "")


def rounded(moment):
    return moment.replace(microsecond=0) + dt.timedelta(milliseconds=round(moment.microsecond / 1000))


def raw(value):
    if value is None or value == "": return ""
    if isinstance(value, bool): return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)): return number_text(value)
    if isinstance(value, dt.datetime):
        value = rounded(value)
        return value.strftime("%Y-%m-%d") + ("" if (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0) else "T" + time_text(value))
    if isinstance(value, dt.date): return value.isoformat()
    if isinstance(value, dt.time): return time_text(value)
    if isinstance(value, dt.timedelta):
        thousandths = round(value.total_seconds() * 1000)
        seconds, rest = divmod(abs(thousandths), 1000)
        return ("-" if thousandths < 0 else "") + f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}" + (f".{rest:03d}" if rest else "")
    return str(value)


def by_openpyxl(path):
    book = openpyxl.load_workbook(path, data_only=True)
    return {sheet.title: {(cell.row, cell.column): text for row in sheet.iter_rows() for cell in row
                          if (text := raw(cell.value)) != ""} for sheet in book.worksheets}


def by_calamine(path):
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    result = {}
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False)
        result[name] = {(r, c): text for r, row in enumerate(rows, 1) for c, value in enumerate(row, 1) if (text := raw(value)) != ""}
    return result


def resolved(text):
    """Excel's `_xHHHH_` escapes resolved, as the format's standard has it."""
    units = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# Why a cell may differ from a reader: printed text, that reader's text, the other reader's text → whether the rule explains it. Each is a point
# where the reader, not the file, decides.
RULES = [
    # openpyxl removes only `x005F_` and leaves all other escapes as they are written.
    ("openpyxl resolves no escapes", "openpyxl", lambda mine, theirs, other: mine == other and "_x" in theirs + mine),
    # openpyxl empties the cells of a merged range but the first; the file still holds their values.
    ("openpyxl drops values under a merge", "openpyxl", lambda mine, theirs, other: theirs == "" and mine == other),
    # calamine gives cells with an error no value in Python.
    ("calamine drops errors", "calamine", lambda mine, theirs, other: theirs == "" and mine.startswith("#") and mine == other),
    # calamine trims the pieces of a text that lack xml:space, and drops texts of blanks alone.
    ("calamine trims blanks", "calamine", lambda mine, theirs, other: mine == other and re.sub(r"\s+", "", mine) == re.sub(r"\s+", "", theirs)),
    # calamine resolves an escape that begins inside another one's underscore.
    ("calamine resolves overlapping escapes", "calamine", lambda mine, theirs, other: "_x005F" in theirs + mine and resolved(mine) == resolved(theirs)),
]


def explanation(reader, mine, theirs, other):
    return next((name for name, whose, holds in RULES if whose == reader and holds(mine, theirs, other)), None)


def by_duizhang(program, path):
    sheets = {}
    for name in openpyxl.load_workbook(path, read_only=True).sheetnames:
        done = subprocess.run([program, "extract", "--raw", "--sheet", name, str(path)], capture_output=True)
        if done.returncode: return {"": {(0, 0): done.stderr.decode()}}
        rows = csv.reader(io.StringIO(done.stdout.decode("utf-8"), newline=""))
        sheets[name] = {(r, c): text for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text != ""}
    return sheets


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("duizhang")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--seed", type=int, default=2021)
    parser.add_argument("--keep", metavar="DIR")
    parser.add_argument("--verbose", action="store_true", help="also print cells where the two readers differ from each other")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    folder = pathlib.Path(options.keep or tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    count = FULL if options.long else FULL // 10
    paths = []
    for index in range(count):
        rng = random.Random(options.seed * 1_000_003 + index)
        path = folder / f"{index:04d}.xlsx"
        (with_openpyxl if index % 2 else with_xlsxwriter)(rng, plan(rng), path)
        paths.append(path)
    for program, share in [("soffice", 10), ("ssconvert", 10)]:
        if shutil.which(program):
            paths += [new for path in paths[:count:share] if (new := converted(path, folder, program))]
    cells = differing = 0
    explained = collections.Counter()
    for path in paths:
        ours, first, second = by_duizhang(options.duizhang, path), by_openpyxl(path), by_calamine(path)
        if "" in ours:
            differing += 1
            print(f"{path}: {ours['']}")
            continue
        for sheet in first:
            a, b, c = ours.get(sheet, {}), first[sheet], second.get(sheet, {})
            for at in sorted(set(a) | set(b) | set(c)):
                cells += 1
                mine, theirs, others = a.get(at, ""), b.get(at, ""), c.get(at, "")
                for reader, text, other in [("openpyxl", theirs, others), ("calamine", others, theirs)]:
                    if mine == text: continue
                    rule = explanation(reader, mine, text, other)
                    explained[rule or "nothing"] += 1
                    if rule is None or options.verbose:
                        print(f"{path} {sheet}!{at}: {mine!r}, openpyxl {theirs!r}, calamine {others!r}: {rule or 'no rule explains it'}")
                    differing += rule is None
    for rule, count in explained.most_common(): print(f"  {count} cells: {rule}")
    print(f"{len(paths)} workbooks, {cells} cells, {differing} differ without a reason")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
