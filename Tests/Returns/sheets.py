"""Uploads as a county officer handles them: cells by the names they had when the upload was sent, rows added and removed, sums reckoned anew."""
import csv, datetime, io, pathlib, re

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.cell_range import CellRange

REFERENCE = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")
TOTAL = re.compile(r"小计$|^合计|^总计")


def squeezed(value):
    return re.sub(r"\s", "", str(value or ""))


def number(value):
    """A figure of a cell, however it is written; None where there is none."""
    if isinstance(value, bool) or value is None: return None
    if isinstance(value, (int, float)): return value
    match = re.fullmatch(r"([\d,]+(?:\.\d+)?)(?:人|个村|元)?", squeezed(value))
    return float(match[1].replace(",", "")) if match else None


class Sheet:
    """A table whose rows keep the number that they had: 45.1 was added below 45."""

    def __init__(self, title, rows, formulas=None):
        self.title = title
        self.rows = {float(index): list(row) for index, row in enumerate(rows, 1)}
        self.formulas = formulas or {}
        self.hidden = set()
        self.merges = []
        self.state = "visible"

    def get(self, row, column):
        cells = self.rows.get(float(row), [])
        return cells[column - 1] if column <= len(cells) else None

    def put(self, row, column, value):
        cells = self.rows[float(row)]
        cells += [None] * (column - len(cells))
        cells[column - 1] = value
        self.formulas.pop((float(row), column), None)

    def add_below(self, row, cells):
        key = float(row)
        while key in self.rows: key = round(key + 0.1, 1)
        self.rows[key] = list(cells)
        return key

    def remove(self, row):
        del self.rows[float(row)]
        self.formulas = {place: text for place, text in self.formulas.items() if place[0] != float(row)}

    @property
    def header(self):
        """The last of the first rows without a figure in it: the header's end."""
        first = [row for row in sorted(self.rows) if row <= 8]
        figured = [row for row in first if sum(number(value) is not None for value in self.rows[row]) > 1]
        return (figured[0] - 1) if figured else 1

    def label(self, row):
        return next((squeezed(value) for value in self.rows[row][:3] if value not in (None, "")), "")

    def is_total(self, row):
        return row > self.header and any(TOTAL.search(squeezed(value)) for value in self.rows[row][:3] if not isinstance(value, (int, float)))

    def is_detail(self, row):
        return row > self.header and not self.is_total(row) and sum(value not in (None, "") for value in self.rows[row]) > 3 \
            and not re.match(r"填表人|审核人|单位负责人|注", self.label(row))

    def column(self, *words):
        """The column under a header that has one of the words."""
        for word in words:
            for row in range(1, int(self.header) + 1):
                for index, value in enumerate(self.rows.get(float(row), []), 1):
                    if word in squeezed(value) and (row, index) != (1, 1): return index
        return None

    def reckon(self):
        """Sums and products anew, from the rows as they are now."""
        for (row, column), text in sorted(self.formulas.items(), key=lambda entry: self.is_total(entry[0][0])):
            self.rows[row][column - 1] = self.evaluate(text, row)
        # A year's sum stands beside its months.
        months, year = [column for column in range(1, 60) if squeezed(self.get(self.header, column)) == "金额"], self.column("全年合计")
        for row in sorted(self.rows) if year and len(months) > 1 else []:
            if self.is_detail(row) and (row, year) not in self.formulas: self.rows[row][year - 1] = sum(number(self.get(row, column)) or 0 for column in months)
        block, everything = [], []
        for row in sorted(self.rows):
            if self.is_detail(row): block.append(row), everything.append(row)
            if not self.is_total(row): continue
            summed = block if "小计" in "".join(squeezed(value) for value in self.rows[row][:3]) else everything
            block = []
            for column, value in enumerate(list(self.rows[row]), 1):
                if (row, column) in self.formulas or number(value) is None: continue
                if squeezed(value).endswith(("人", "个村")):
                    found, unit = len(summed), re.sub(r"[\d,]", "", squeezed(value))
                    self.rows[row][column - 1] = f"{found}{unit}"
                else:
                    found = sum(number(self.get(part, column)) or 0 for part in summed)
                    self.rows[row][column - 1] = f"{found:,.0f}" if isinstance(value, str) and "," in value else f"{found:.0f}" if isinstance(value, str) else found

    def evaluate(self, text, at):
        def values(match):
            (left, top), (right, bottom) = (match[1], float(match[2])), (match[3] or match[1], float(match[4] or match[2]))
            # A row that was added below a sum's last part belongs to it.
            if match[4] and self.is_total(at): bottom = at - 0.01
            found = [number(self.get(row, column)) or 0 for row in sorted(self.rows) if top <= row <= bottom
                     for column in range(column_index_from_string(left), column_index_from_string(right) + 1)]
            return "(" + "+".join(map(str, found or [0])) + ")"
        plain = REFERENCE.sub(values, text.lstrip("=")).replace("SUM", "")
        if not re.fullmatch(r"[\d.+*()e-]+", plain): raise ValueError(f"{self.title}: {text} is no formula that is understood")
        return eval(plain)


class Book:
    """An upload, read to be written anew."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.sheets = {}
        self.is_text = self.path.suffix != ".xlsx"
        if self.is_text:
            data = self.path.read_bytes()
            for self.encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
                try: text = data.decode(self.encoding)
                except UnicodeDecodeError: continue
                break
            self.delimiter = max(",\t;", key=text[:2000].count)
            self.sheets[""] = Sheet("", csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter))
            return
        formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
        for sheet in formulas.worksheets:
            rows = [[cell.value for cell in row] for row in values[sheet.title].iter_rows()]
            written = {(float(cell.row), cell.column): cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str) and cell.value.startswith("=")}
            read = Sheet(sheet.title, rows, written)
            read.state = sheet.sheet_state
            read.hidden = {float(row) for row, look in sheet.row_dimensions.items() if look.hidden}
            read.merges = [(area.min_row, area.max_row, area.min_col, area.max_col) for area in sheet.merged_cells.ranges]
            self.sheets[sheet.title] = read

    def reckon(self):
        for sheet in self.sheets.values():
            if not any(self.counted(sheet)): sheet.reckon()
        for sheet in self.sheets.values():
            for row, town in self.counted(sheet):
                for column, value in town.items():
                    if column: sheet.put(row, column, value)
            if any(self.counted(sheet)): sheet.reckon()

    def counted(self, sheet):
        """What a sheet with a row a town should say of towns that have a sheet of their own."""
        for row in sorted(sheet.rows):
            town = next((self.sheets[str(value)] for value in sheet.rows[row][:3] if str(value) in self.sheets and str(value) != sheet.title), None)
            if not town or sheet.is_total(row): continue
            details = [part for part in sorted(town.rows) if town.is_detail(part)]
            amount, mark = town.column("金额"), town.column("是否兼任")
            villages = sum(town.get(part, town.column("行政村", "村委会")) not in (None, "") for part in details)
            yield row, {
                sheet.column("村数"): villages, sheet.column("应有人数", "应配人数"): villages * 3,
                sheet.column("兼任不发"): sum(squeezed(town.get(part, mark)) == "是" for part in details),
                sheet.column("核发人数", "实发人数"): sum((number(town.get(part, amount)) or 0) > 0 for part in details),
                sheet.column("金额"): sum(number(town.get(part, amount)) or 0 for part in details)}

    def save(self):
        if self.is_text:
            out = io.StringIO(newline="")
            csv.writer(out, delimiter=self.delimiter, lineterminator="\r\n").writerows([["" if value is None else value for value in row] for _, row in sorted(self.sheets[""].rows.items())])
            self.path.write_bytes(out.getvalue().encode(self.encoding))
            return
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, sheet in self.sheets.items():
            page = book.create_sheet(title)
            page.sheet_state = sheet.state
            order = sorted(sheet.rows)
            for index, key in enumerate(order, 1):
                for column, value in enumerate(sheet.rows[key], 1):
                    if value is None: continue
                    cell = page.cell(index, column, value)
                    if isinstance(value, str): cell.data_type, cell.number_format = "s", "@"
                    if isinstance(value, datetime.datetime): cell.number_format = "yyyy-mm-dd"
                if key in sheet.hidden: page.row_dimensions[index].hidden = True
            for top, bottom, left, right in sheet.merges:
                inside = [index for index, key in enumerate(order, 1) if top <= key < bottom + 1]
                if inside and (len(inside) > 1 or left < right): page.merge_cells(start_row=inside[0], end_row=inside[-1], start_column=left, end_column=right)
        book.save(self.path)
