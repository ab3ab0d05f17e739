"""Clean tables, each written with one fault at a time, and what a careful reader makes of every such file."""

import random
from dataclasses import dataclass, field


@dataclass
class Dialect:
    delimiter: str = ","
    quote: str = '"'
    escape: str = '"'
    end: str = "\r\n"

    def cell(self, text, always=False):
        if not self.quote:
            return text
        special = {self.quote, "\n", "\r", self.delimiter.strip() or self.delimiter}
        if always or any(mark in text for mark in special) or (self.delimiter == " " and text == ""):
            return self.quote + text.replace(self.quote, self.escape + self.quote) + self.quote
        return text

    def row(self, cells, always=False):
        return self.delimiter.join(self.cell(cell, always) for cell in cells)


@dataclass
class Sample:
    name: str
    data: bytes
    header: list
    records: list
    tags: dict = field(default_factory=dict)


def orders(rng, rows):
    kinds = ["Accessory", "Freight", "Discount", "Power cable"]
    texts = [
        "Delivery, next day", "Flat rate", 'Screen 24" wide', "Cable; 2 m, black", "it's fine", "see note, page 2",
        "10% off", "long description of the thing ordered, with several parts, and a remark", "",
    ]
    head = ["DATE", "TIME", "Qty", "PRODUCTID", "Price", "ProductType", "ProductDescription", "URL", "Comments"]
    body = [
        [f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/2018", f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}",
         str(rng.randint(-1, 40)), f"{rng.choice('ABCD')}{rng.randint(1, 99)}-{rng.randint(100, 999)}",
         f"{rng.randint(1, 3999) / 10:.2f}", rng.choice(kinds), rng.choice(texts),
         f"https://shop.example/item?id={rng.randint(1, 9999)}", rng.choice(texts)]
        for _ in range(rows)
    ]
    return head, body


def numbers(rng, rows):
    return ["station", "x", "y", "value"], [
        [str(1000 + i), f"{rng.uniform(0, 9):.3f}", f"{rng.uniform(-9, 9):.3f}", str(rng.randint(0, 99999))]
        for i in range(rows)
    ]


def roster(rng, rows):
    villages = ["石海村", "簕冲村委会", "朗畔村", "蓢畔社区"]
    return ["序号", "镇（街）", "村名", "姓名", "金额", "备注"], [
        [str(i + 1), rng.choice(["三埠街道", "水口镇", "月山镇"]), rng.choice(villages),
         rng.choice("张李王陈黄") + rng.choice("三四小明丽"), f"{rng.randint(1, 9)},{rng.randint(100, 999)}.00",
         rng.choice(["", "兼任，不重复", "补发3月,4月", "已核"])]
        for i in range(rows)
    ]


def survey(rng, rows):
    answers = ["Strongly agree", "Agree", "Neither, really", "I don't know", "N/A", ""]
    return ["id", "submitted", "Q1. How satisfied are you?", "Q2, part b", "comment"], [
        [str(i + 1), f"2020-{rng.randint(1, 12):02}-{rng.randint(1, 28):02} 10:{rng.randint(10, 59)}:00",
         rng.choice(answers), str(rng.randint(1, 5)),
         rng.choice(["", "Nothing to add.", "Well, where do I begin?", 'The so-called "service" is poor', "ok"])]
        for i in range(rows)
    ]


def pairs(rng, rows):
    return ["key", "amount"], [[f"k{i}", str(rng.randint(1, 10**6))] for i in range(rows)]


TABLES = {"orders": orders, "numbers": numbers, "roster": roster, "survey": survey, "pairs": pairs}
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "comma-space": ", ", "pipe": "|"}


def trimmed(cells):
    cells = list(cells)
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def samples(seed=1):
    """All samples of a seed, each with one pollution."""
    for table, make in TABLES.items():
        for rows in (3, 12, 84):
            rng = random.Random(f"{seed}-{table}-{rows}")
            head, body = make(rng, rows)
            yield from of_table(rng, f"{table}-{rows}", head, body)


def of_table(rng, name, head, body):
    plain = Dialect()

    def sample(kind, text, header=None, records=None, encoding="utf-8", mark=b"", **tags):
        expected = [trimmed(r) for r in (body if records is None else records)]
        data = mark + (text if isinstance(text, bytes) else text.encode(encoding))
        return Sample(f"{name}/{kind}", data, trimmed(head if header is None else header), expected, tags | {"kind": kind})

    def file(dialect=plain, rows=None, always=False):
        return dialect.end.join(dialect.row(r, always) for r in ([head] + body if rows is None else rows)) + dialect.end

    def lines(dialect=plain):
        return [dialect.row(r) for r in [head] + body]

    yield sample("clean", file())
    yield sample("no-last-end", file().removesuffix("\r\n"))
    yield sample("all-quoted", file(always=True))
    yield sample("mark", file(), mark=b"\xef\xbb\xbf")
    for encoding in ("utf-16-le", "utf-16-be"):
        yield sample(encoding, "\ufeff" + file(), encoding=encoding)
        yield sample(encoding + "-bare", file(), encoding=encoding)
    if any(ord(c) > 127 for row in body for cell in row for c in cell):
        yield sample("gb18030", file(), encoding="gb18030")
    for end in ("\n", "\r"):
        yield sample("end-" + ("lf" if end == "\n" else "cr"), file(Dialect(end=end)))
    for label, delimiter in DELIMITERS.items():
        for quote in ('"', "'"):
            for escape in (quote, "\\"):
                dialect = Dialect(delimiter, quote, escape)
                if delimiter == " " and name.startswith(("roster", "survey", "orders")) is False and quote == "'":
                    continue
                always = delimiter == " "
                yield sample(f"dialect-{label}-{'double' if quote == chr(34) else 'single'}-"
                             f"{'backslash' if escape == chr(92) else 'doubled'}", file(dialect, always=always))
    text = file()
    yield sample("no-header", text.split("\r\n", 1)[1], body[0], body[1:])
    yield sample("two-headers", plain.row(["group"] * len(head)) + "\r\n" + text, ["group"] * len(head), [head] + body)
    for count in (1, 3):
        notes = [f"Report of the year, part {i}" if i % 2 else "Exported by the office" for i in range(count)]
        cut = [n.split(",") for n in notes]
        yield sample(f"preamble-{count}", "\r\n".join(notes) + "\r\n" + text, cut[0], cut[1:] + [head] + body)
        yield sample(f"preamble-{count}-blank", "\r\n".join(notes) + "\r\n\r\n" + text, cut[0], cut[1:] + [[]] + [head] + body)
        yield sample(f"footer-{count}", text + "\r\n".join(notes) + "\r\n", records=body + cut)
    for mark in "#", "%", "//":
        yield sample(f"comments-{mark}", f"{mark} made by the office\r\n{mark} 84 items\r\n" + text, [f"{mark} made by the office"], [[f"{mark} 84 items"], head] + body)
    yield sample("double-last-end", text + "\r\n")
    yield sample("header-only", plain.row(head) + "\r\n", records=[])
    yield sample("one-record", plain.row(head) + "\r\n" + plain.row(body[0]) + "\r\n", records=body[:1])
    yield sample("three-headers", plain.row(head[:1]) + "\r\n" + plain.row(head[:2]) + "\r\n" + text, head[:1], [head[:2], head] + body)
    yield sample("header-again", text + text, records=body + [head] + body)
    for label, delimiter in {"double-pipe": "||", "tilde-pipe": "~|~", "caret": "^", "tilde": "~", "wide": "，", "section": "§"}.items():
        yield sample(f"delimiter-{label}", file(Dialect(delimiter)))
        yield sample(f"delimiter-{label}-quoted", file(Dialect(delimiter), always=True))
    for end in "\n", "\r":
        for label, delimiter in DELIMITERS.items():
            yield sample(f"delimiter-{label}-end-{ord(end):02x}", file(Dialect(delimiter, end=end), always=delimiter == " "))
    yield sample("all-single-quoted", file(Dialect(quote="'", escape="'"), always=True))
    curly = "\r\n".join(",".join("“" + c.replace('"', "'") + "”" for c in r) for r in [head] + body) + "\r\n"
    bare = lambda cells: [c.replace('"', "'") for c in cells]
    yield sample("typographic-quotes", curly, bare(head), [bare(r) for r in body])
    yield sample("nul-bytes", text[:40] + "\0" + text[40:])
    if all(ord(c) < 256 for c in text):
        accented = [["Größe " + r[0]] + r[1:] for r in body]
        yield sample("latin-1", file(rows=[head] + accented), records=accented, encoding="latin-1")
    yield sample("spaces-after-end", "\r\n".join(lines()) + "\r\n   \r\n", records=body + [["   "]])
    more, fewer, same = [f"c{i}" for i in range(len(head) + 3)], ["a", "b"], [f"s{i}" for i in range(len(head))]
    for label, table in {"more": more, "fewer": fewer, "same": same}.items():
        rows = [table] + [[str(10 * i + j) for j in range(len(table))] for i in range(5)]
        yield sample(f"another-table-{label}", text + "\r\n" + file(rows=rows), records=body + [[]] + rows)
        yield sample(f"another-table-{label}-adjoining", text + file(rows=rows), records=body + rows)
    other = ["a", "b", "c"]
    yield sample("two-tables", text + "\r\n" + plain.row(other) + "\r\n1,2,3\r\n4,5,6\r\n",
                 records=body + [[], other, ["1", "2", "3"], ["4", "5", "6"]])
    yield sample("trailing-delimiters", "\r\n".join(line + "," for line in lines()) + "\r\n")

    at = rng.randrange(1, len(body) + 1)
    base = lines()

    def changed(kind, line, cells, where=at):
        edited = base[:where] + [line] + base[where + 1:]
        records = [cells if i + 1 == where else r for i, r in enumerate(body)]
        return sample(kind, "\r\n".join(edited) + "\r\n", cells if where == 0 else None, records)

    for where in (0, at, len(body)):
        row = ([head] + body)[where]
        spot = "head" if where == 0 else "last" if where == len(body) else "mid"
        yield changed(f"more-delimiters-{spot}", "," + base[where], [""] + row, where)
        yield changed(f"fewer-delimiters-{spot}", plain.row([row[0] + row[1]] + row[2:]), [row[0] + row[1]] + row[2:], where)
        safe = [c.replace('"', "").replace(",", " ") for c in row]
        yield changed(f"stray-quote-{spot}", ",".join([safe[0], safe[1] + '"'] + safe[2:]), [safe[0], safe[1] + '"'] + safe[2:], where)
        yield changed(f"quote-inside-{spot}", ",".join([safe[0], '"x "y" z"'] + safe[2:]), [safe[0], 'x "y" z'] + safe[2:], where)
        yield changed(f"unclosed-{spot}", ",".join([safe[0], '"' + safe[1]] + safe[2:]), [safe[0], '"' + safe[1]] + safe[2:], where)
        yield changed(f"backslash-row-{spot}", ",".join([safe[0], '"x \\"y\\", z"'] + safe[2:]), [safe[0], 'x "y", z'] + safe[2:], where)
        yield changed(f"spaced-quotes-{spot}", ",".join([safe[0], ' "x y" '] + safe[2:]), [safe[0], ' "x y" '] + safe[2:], where)
        yield changed(f"single-quoted-row-{spot}", ",".join(["'" + c + "'" for c in safe]), ["'" + c + "'" for c in safe], where)
        yield changed(f"embedded-end-{spot}", plain.row([row[0], "first\nsecond"] + row[2:]), [row[0], "first\nsecond"] + row[2:], where)
        yield changed(f"embedded-crlf-{spot}", plain.row([row[0], "first\r\nsecond"] + row[2:]), [row[0], "first\r\nsecond"] + row[2:], where)
        mixed = "\r\n".join(base[:where + 1]) + ("\n" if spot != "last" else "") + "\r\n".join(base[where + 1:]) + "\r\n"
        yield sample(f"other-end-{spot}", mixed)
        yield sample(f"other-cr-{spot}", mixed.replace(base[where] + "\n", base[where] + "\r") if spot != "last" else mixed)
    # One fault at every row and column: a delimiter more, a delimiter fewer, a quote more.
    for where in range(0, len(body) + 1, max(1, len(body) // 6)):
        row = ([head] + body)[where]
        for column in range(len(row)):
            cells = row[:column] + [""] + row[column:]
            yield changed(f"delimiter-more-{where}-{column}", plain.row(cells), cells, where)
            if column + 1 < len(row):
                joined = plain.cell(row[column]), plain.cell(row[column + 1])
                if '"' not in "".join(joined):
                    cells = row[:column] + [row[column] + row[column + 1]] + row[column + 2:]
                    yield changed(f"delimiter-fewer-{where}-{column}", plain.row(cells), cells, where)
            if row[column] and plain.cell(row[column]) == row[column]:
                cells = row[:column] + ['"' + row[column]] + row[column + 1:]
                line = ",".join('"' + c if i == column else plain.cell(c) for i, c in enumerate(row))
                yield changed(f"quote-more-{where}-{column}", line, cells, where)
    yield sample("blank-row", "\r\n".join(base[:at] + [""] + base[at:]) + "\r\n", records=body[:at - 1] + [[]] + body[at - 1:])
    yield sample("delimiters-row", "\r\n".join(base[:at] + ["," * (len(head) - 1)] + base[at:]) + "\r\n", records=body[:at - 1] + [[]] + body[at - 1:])
