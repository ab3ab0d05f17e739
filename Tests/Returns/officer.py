"""A county officer at work: reads the list to mend that the county got, and does what each line says, cell by cell.

What only the county's own papers say (a number on an identity card, who was left out) is invented here, as the officer would look it up.
"""
import collections, re

import openpyxl
from openpyxl.utils import column_index_from_string

from sheets import REFERENCE, Book, number, squeezed

RATE = 240
# How counties head their columns.
VILLAGE = ("村民委员会", "村（社区）", "村委会", "行政村", "村名", "村居")
NAME, IDENTITY, CARD = ("姓名",), ("身份",), ("账号", "卡号")
QUOTA, HEADS, AMOUNT = ("应有人数", "定额人数", "应配人数"), ("核发人数", "核定人数", "实发人数"), ("金额",)
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]


def lines(path):
    """The lines of a list to mend, by the names of its columns."""
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    return [dict(zip(rows[2], row)) for row in rows[3:] if isinstance(row[0], (int, float))]


def identity(area, birth, serial):
    """A number of nobody, with its check digit."""
    first = f"{area}{birth}{serial:03d}"
    return first + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS)) % 11]


def account(serial):
    """A card of nobody, with its check digit."""
    first = f"622848999{serial:09d}"
    total = sum(sum(divmod(int(digit) * (2 if index % 2 == 0 else 1), 10)) for index, digit in enumerate(reversed(first)))
    return first + str(-total % 10)


class Officer:
    """Mends a county's uploads by its list."""

    def __init__(self, county, code, files, listed, chair_holds_post):
        self.county, self.code, self.serial = county, code, 900
        # Of the village that was left out: the county knows whether its chair is paid elsewhere.
        self.chair_holds_post = chair_holds_post
        self.books = {path.name: Book(path) for path in files}
        self.listed = listed
        self.helpless = []
        self.groups = collections.defaultdict(list)
        for line in listed: self.groups[line["编号"]].append(line)

    def place(self, line):
        """The sheet, row and column that a line names."""
        sheet, _, cell = str(line["位置"]).rpartition("!")
        sheet = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
        match = REFERENCE.fullmatch(cell)
        return self.books[line["文件"]].sheets[sheet], int(match[2]) if match else None, column_index_from_string(match[1]) if match else None

    def mend(self):
        removed = set()
        for line in self.listed:
            done = self.follow(line, removed)
            if not done: self.helpless.append(f'{self.county} {line["代码"]} {line["位置"]}: {line["怎样更正"]}')
        # Rows go last, for the list names them as they stood.
        for sheet, row in removed: sheet.remove(row)
        for book in self.books.values():
            book.reckon()
            book.save()

    def follow(self, line, removed):
        """Does what a line says; false if it does not say enough."""
        mend, problem = line["怎样更正"], line["问题"]
        group = self.groups[line["编号"]]
        is_last = line is group[-1]
        if re.match("由[编序]号 .+ 引起", mend): return True
        if "补报“" in mend: return self.add_village(line)
        if "所在行之后补一行" in mend: return not is_last or self.add_member(line)
        sheet, row, column = self.place(line)
        if row is None: return False
        if match := re.search(r"([A-Z]+)(\d+) 应为“否”", mend):
            sheet.put(match[2], column_index_from_string(match[1]), "否")
        elif re.match(r"应为 \d+ 人：多报的删去整行|删去多余的行", mend):
            if is_last: removed.add((sheet, row))
        elif match := re.match(r"应为 ([^。：]+?)( 元| 人| 月)?。(?=\D|$)", mend):
            value = number(match[1]) if match[2] else match[1]
            sheet.put(row, column, self.as_written(sheet.get(row, column), value))
            if "金额随之重算" in mend: self.follow_up(sheet, row, column)
        elif "重新计算并保存" in mend:
            sheet.put(row, column, sheet.evaluate(str(line["现填内容"]).lstrip("'"), row))
        elif "直接填写数值" in mend:
            sheet.put(row, column, number(sheet.get(row, sheet.column("标准"))) * number(sheet.get(row, sheet.column("月数"))))
        elif "填写一个明确的数字" in mend:
            sheet.put(row, column, self.as_written(sheet.get(row, column), 12 if "月数" in problem else 3))
        elif "确实为零的填 0" in mend: sheet.put(row, column, self.as_written(sheet.get(row, column), 0))
        elif "改正号码" in mend or "重新填写号码" in mend or "号码写错的改正" in mend:
            old = str(line["现填内容"])
            # Of two counties the one whose area the number is not of has miswritten it; of two rows, the later one.
            if "号码写错的改正" in mend and old.startswith(self.code): return True
            if len(group) == 1 or is_last or "号码写错的改正" in mend: sheet.put(row, column, self.identity(sheet, row))
        elif "改为本人账户" in mend:
            if is_last: sheet.put(row, column, self.card())
        elif "补齐签章和日期" in mend: self.sign(sheet, row, problem.split("缺：")[1])
        elif "取消隐藏" in mend: sheet.hidden.discard(float(row))
        elif "核对月数和金额" in mend:
            # Which amount is due is said by another line of the same cell.
            return any(other is not line and other["位置"] == line["位置"] and other["怎样更正"].startswith("应为") for other in self.listed)
        else: return False
        return True

    def follow_up(self, sheet, row, column):
        """The amount that follows from a row's heads, months and rate."""
        heads, rate, months = (number(sheet.get(row, at)) if (at := sheet.column(*words)) else None for words in (HEADS, ("标准",), ("月数",)))
        if squeezed(sheet.get(sheet.header, column)) == "人数": amount, found = column + 1, number(sheet.get(row, column)) * RATE
        elif months: amount, found = sheet.column(*AMOUNT), (heads or 1) * (rate or RATE) * months
        else: return
        if (float(row), amount) not in sheet.formulas: sheet.put(row, amount, self.as_written(sheet.get(row, amount), found))

    @staticmethod
    def as_written(old, value):
        """A figure in the manner of what stood there: text stays text."""
        if not isinstance(old, str) or not isinstance(value, (int, float)): return int(value) if isinstance(value, float) and value.is_integer() else value
        return f"{value:,.0f}" if "," in old else f"{value:.0f}"

    def identity(self, sheet=None, row=None):
        """A number of the sex that stands beside it."""
        sex = sheet.column("性别") if sheet else None
        self.serial += 2
        is_male = sex and sheet.get(row, sex) == "男"
        return identity(self.code, "19750312", self.serial + (1 if is_male else 0))

    def card(self):
        self.serial += 2
        return account(self.serial + 1000 * int(self.code))

    def sign(self, sheet, row, missing):
        cells = sheet.rows[float(row)]
        for label in missing.split("、"):
            text = "2022年1月12日" if label == "日期" else "谭某某"
            at = next((index for index, value in enumerate(cells) if label in squeezed(value)), None)
            if at is None: at = next(index for index, value in enumerate(cells + [None]) if value in (None, "") and index > 1)
            cells += [None] * (at + 1 - len(cells))
            # Several stand in one cell, each after its label.
            was = str(cells[at] or f"{label}：")
            cells[at] = re.sub(rf"{label}[：:]\s*", lambda match: f"{label}：{text}    ", was, count=1)

    def add_member(self, line, village=None, below=None, name="谭某甲", post=None):
        sheet, row, _ = self.place(line)
        model = list(sheet.rows[float(row)])
        for words, value in ((NAME, name), (IDENTITY, self.identity()), (CARD, self.card()), (("职务",), "委员"), (("性别",), "女"), (("兼任",), post or ("否" if model[sheet.column("兼任") - 1] else model[sheet.column("兼任") - 1]))):
            column = sheet.column(*words)
            if column: model[column - 1] = value
        if village: model[sheet.column(*VILLAGE) - 1] = village
        if serial := sheet.column("序号"): model[serial - 1] = None
        key = sheet.add_below(below or row, model)
        for (at, column), text in list(sheet.formulas.items()):
            if at == float(row): sheet.formulas[(key, column)] = re.sub(rf"(?<=[A-Z]){row}\b", "@", text)
        for column, value in enumerate(model, 1):
            if (key, column) in sheet.formulas:
                sheet.formulas.pop((key, column))
                model[column - 1] = number(sheet.get(row, sheet.column("标准"))) * number(sheet.get(row, sheet.column("月数")))
        sheet.rows[key] = model
        return True

    def add_village(self, line):
        """Three members, or one row, as the other villages of the sheet have it."""
        sheet, row, _ = self.place(line)
        if row is None: return False
        village = re.search("补报“(.+?)”", line["怎样更正"])[1]
        if sheet.column(*IDENTITY):
            # Below one another, in the order in which they are told.
            for index, name in enumerate(("谭某乙", "谭某丙", "谭某丁")):
                self.add_member(line, village, below=row + index / 10, name=name, post="是" if self.chair_holds_post and not index else None)
            return True
        model, heads = list(sheet.rows[float(row)]), 2 if self.chair_holds_post else 3
        towns = sheet.column("镇")
        model[towns - 1] = None if isinstance(model[towns - 1], type(None)) else ""
        for words, value in ((VILLAGE, village), (QUOTA, 3), (("兼任不发人数",), 3 - heads), (HEADS, heads), (AMOUNT, f"{heads * 12 * RATE:,}"), (("备注",), "")):
            column = sheet.column(*words)
            if column: model[column - 1] = value
        sheet.add_below(row, model)
        return True
