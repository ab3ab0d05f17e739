#!/usr/bin/env python3
"""Writes workbooks by seed in hand-made XML, with every oddity of real writers switched on and off at random, and compares the output of
`duizhang extract --raw --all` with what was written, byte for byte.

    oddities.py DUIZHANG [--count N] [--seed N] [--keep DIR]

Each workbook is spoilt in its container, its parts and its cells in ways that Excel or another program in wide use reads all the same.
Exit 1 if any output differs; the workbook and the switches that made it are named.
"""
import argparse, io, pathlib, random, subprocess, sys, tempfile, zipfile
from decimal import Decimal

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

DATES = ["yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "yyyy年m月d日", "[$-804]yyyy/m/d;@", "m/d/yy h:mm", "[Red]yyyy/m/d", "[$-F800]dddd, mmmm dd, yyyy",
         "[DBNum1][$-804]yyyy年m月d日", "dd\\.mm\\.yyyy", "[$-411]ge.m.d", "yyyy!-mm", "_-* d mmm", "YYYY-MM-DD", "d.m.yy;@", "[$-409]mmm\\-yy;@"]
PLAINS = ["General", "0.00", '"日"0', "\\d0", "0!d", "_d0", '[Red]0;[Blue]-0', '#,##0"月"', "[$USD] 0", "0.00E+00", "@", "# ?/?", "[>5]0.0;0", '0"h:mm"',
          "[Color 5]0", "[黑色]0", '"ymdhs"0', "0%", "[$MDY-409]0", "General;;;", "0.0_s"]
DURATIONS = ["[h]:mm", "[h]:mm:ss", "[mm]:ss", "[ss]", "[hh]:mm:ss.000", "[HH]:MM"]
TIMES = ["h:mm", "hh:mm:ss", "h:mm:ss AM/PM", "上午/下午h\"时\"mm\"分\"", "[$-F400]h:mm:ss AM/PM", "mm:ss.0"]
BUILT_IN = list(range(14, 18)) + [22] + list(range(27, 32)) + [36] + list(range(50, 55)) + [57, 58]
TEXTS = ["台山市", "a & b <c> \"d\"", " 前后 ", "换\n行", "制\t表", "𠮷😀", "_x000D_", "a_b", "_x005F_", "零\u200b宽", "\u00a0", "=SUM(A1)", "'1", "#N/A", "TRUE",
         "440781199001011234", "1e5", ",", "\"", "多\n\n行\n", "]]>", "&amp;", "长" * 300, "\u3000", "x" * 5000, "_x00e9_", "_xD83D__xDE00_"]


def esc(text, attribute=False):
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;") if attribute else text


def escaped(text):
    """What a string part holds for a text: Excel escapes what looks like an escape."""
    import re
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def letters(column):
    text = ""
    while column: column, rest = divmod(column - 1, 26); text = chr(65 + rest) + text
    return text


def number_text(value):
    if value == 0: return "0"
    size = abs(value)
    if size >= 1e16 or size < 1e-5: return repr(float(value)).replace("e-0", "e-0")
    text = format(Decimal(repr(float(value))), "f")
    return text[:-2] if text.endswith(".0") else text


class Book:
    def __init__(self, rng):
        self.rng = rng
        self.on = {}
        self.shared, self.xfs, self.codes = [], ['<xf numFmtId="0" fontId="0"/>'], {}
        self.is1904 = self.switch("1904", 0.15)
        self.strict = self.switch("strict", 0.2)
        self.has_styles = not self.switch("no styles", 0.1)
        self.has_shared = not self.switch("no shared strings", 0.15)

    def switch(self, name, chance):
        """Whether an oddity is in this part; `on` keeps what was in any."""
        is_on = self.rng.random() < chance
        self.on[name] = self.on.get(name, False) or is_on
        return is_on

    def style(self, code):
        """The number of a cell format with a code, or with a built-in number."""
        number = code if isinstance(code, int) else self.codes.setdefault(code, 164 + 3 * len(self.codes))
        flag = self.rng.choice(["", ' applyNumberFormat="0"', ' applyNumberFormat="1"', ' xfId="0"'])
        self.xfs.append(f'<xf numFmtId="{number}" fontId="0"{flag}/>')
        return len(self.xfs) - 1

    # Cells: (attributes, inner XML, expected text)

    def text_xml(self, text):
        """A text as element content: plain, CDATA, with references, a comment or an instruction inside."""
        rng = self.rng
        kind = rng.randrange(8)
        if kind == 0 and "]]>" not in text: return f"<![CDATA[{text}]]>"
        if kind == 1: return "".join(f"&#{ord(c)};" if rng.random() < 0.5 or c in "&<>" else c for c in text)
        if kind == 2 and len(text) > 1: return esc(text[:1]) + "<!-- c -->" + esc(text[1:])
        if kind == 3 and len(text) > 1: return esc(text[:1]) + "<?pi x?>" + esc(text[1:])
        return esc(text)

    def string_item(self, text):
        rng, held = self.rng, escaped(text)
        space = rng.choice(["", ' xml:space="preserve"'])
        if rng.random() < 0.3 and len(text) > 1 and "_x" not in text:
            cut = rng.randrange(1, len(text))
            font = rng.choice(["", "<p:rPr><p:b/><p:sz val=\"9\"/></p:rPr>"])
            xml = f"<p:r><p:t{space}>{self.text_xml(held[:cut])}</p:t></p:r><p:r>{font}<p:t{space}>{self.text_xml(held[cut:])}</p:t></p:r>"
        else:
            xml = f"<p:t{space}>{self.text_xml(held)}</p:t>"
        if rng.random() < 0.2: xml += '<p:rPh sb="0" eb="1"><p:t>pīn</p:t></p:rPh><p:phoneticPr fontId="1"/>'
        return xml

    def text_cell(self):
        rng, text = self.rng, self.rng.choice(TEXTS)
        kind = rng.randrange(5)
        if kind <= 1 and self.has_shared:
            self.shared.append(self.string_item(text))
            return ' t="s"', f"<p:v>{len(self.shared) - 1}</p:v>", text
        if kind == 2:
            formula = rng.choice(["<p:f>A1</p:f>", '<p:f t="array" ref="A1">A1</p:f>', "", '<p:f t="dataTable" ref="A1" r1="A1"/>'])
            return ' t="str"', f"{formula}<p:v>{self.text_xml(escaped(text))}</p:v>", text
        return rng.choice([' t="inlineStr"', ""]), f"<p:is>{self.string_item(text)}</p:is>", text

    def number_cell(self):
        rng = self.rng
        written = rng.choice([
            lambda: str(rng.randrange(-1000, 100000)), lambda: repr(rng.uniform(-1e5, 1e5)), lambda: repr(rng.uniform(-1, 1) * 10 ** rng.randrange(-300, 300)),
            lambda: rng.choice(["0", "-0", "0.0", "1E5", "1.5e+3", "+7", ".5", "5.", "007", "1E-7", "4.9E-324", "1.7976931348623157E+308", "9007199254740993",
                                "0.1000000000000000055511151231257827", "123456789012345678", "1E16", "9999999999999999", "0.00001", "2.2250738585072014E-308",
                                "171.35999999999999", "100000000000000000000", "1E+0", "-1.0E-3", "0.30000000000000004"])])()
        if rng.random() < 0.15: written = rng.choice([" ", "\n  ", "\t"]) + written + rng.choice(["", "\n", " "])
        style = f' s="{self.style(rng.choice(PLAINS))}"' if self.has_styles and rng.random() < 0.6 else ""
        formula = rng.choice(["", "", "", "<p:f>A1</p:f>", "<p:f/>", '<p:f t="shared" si="0"/>', '<p:f ca="1">NOW()</p:f>'])
        return rng.choice(["", ' t="n"']) + style, f"{formula}<p:v>{written}</p:v>", number_text(float(written))

    def serial(self):
        return self.rng.randrange(61, 60000)

    def date_cell(self):
        import datetime as dt
        rng = self.rng
        if not self.has_styles: return self.number_cell()
        days = self.serial()
        epoch = dt.datetime(1904, 1, 1) if self.is1904 else dt.datetime(1899, 12, 30)
        kind = rng.randrange(4)
        if kind == 0:
            code = rng.choice(DURATIONS)
            seconds = rng.randrange(1, 500000)
            return f' s="{self.style(code)}"', f"<p:v>{seconds / 86400!r}</p:v>", f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        if kind == 1:
            seconds = rng.randrange(0, 86400)
            return f' s="{self.style(rng.choice(TIMES + [18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56]))}"', f"<p:v>{seconds / 86400!r}</p:v>", f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        code = self.style(rng.choice(DATES + BUILT_IN))
        if kind == 2:
            moment = epoch + dt.timedelta(days=days)
            if rng.random() < 0.3: return f' t="d" s="{code}"', f"<p:v>{moment:%Y-%m-%d}{rng.choice(['', 'T00:00:00', 'T00:00:00Z', 'T00:00:00.000'])}</p:v>", f"{moment:%Y-%m-%d}"
            return f' s="{code}"', f"<p:v>{days}{rng.choice(['', '.0'])}</p:v>", f"{moment:%Y-%m-%d}"
        thousandths = rng.randrange(1, 86400) * 1000 + rng.choice([0, 0, 0, 250, 7])
        moment = epoch + dt.timedelta(days=days, milliseconds=thousandths)
        text = f"{moment:%Y-%m-%dT%H:%M:%S}" + (f".{thousandths % 1000:03d}" if thousandths % 1000 else "")
        return f' s="{code}"', f"<p:v>{days + thousandths / 86400000!r}</p:v>", text

    def other_cell(self):
        rng = self.rng
        error = rng.choice(["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#GETTING_DATA", "#BLOCKED!"])
        return rng.choice([
            (' t="b"', "<p:v>1</p:v>", "TRUE"), (' t="b"', "<p:v>0</p:v>", "FALSE"), (' t="b"', "<p:v>true</p:v>", "TRUE"), (' t="b"', "<p:f>1=2</p:f><p:v>false</p:v>", "FALSE"),
            (' t="b"', "<p:v>\n 1 </p:v>", "TRUE"), (' t="e"', f"<p:v>{error}</p:v>", error), (' t="e"', f"<p:f>1/0</p:f><p:v>{error}</p:v>", error),
            ("", "<p:v/>", ""), ("", "", ""), (' t="s"', "<p:v></p:v>", ""), ("", "<p:f>B1</p:f>", ""), (' t="str"', '<p:f>""</p:f><p:v></p:v>', ""),
            (' t="inlineStr"', "<p:is><p:t/></p:is>", ""), (' t="n"', "<p:v>\n</p:v>", ""), (' t="str"', "<p:v> </p:v>", " "), (' t="inlineStr"', "<p:is/>", ""),
            (' s="9999"', "<p:v>3</p:v>", "3"), (' s="0" cm="1" vm="1" ph="1"', "<p:v>4</p:v><p:extLst><p:ext uri=\"x\"/></p:extLst>", "4")])

    def sheet(self):
        rng = self.rng
        truth, rows = {}, {}
        for row in sorted(rng.sample(range(1, 40), rng.randrange(0, 12))) + ([rng.randrange(1000, 5000)] if rng.random() < 0.1 else []):
            for column in sorted(rng.sample(range(1, 12), rng.randrange(0, 8))) + ([rng.choice([702, 703, 1000])] if rng.random() < 0.05 else []):
                cell = rng.choices([self.text_cell, self.number_cell, self.date_cell, self.other_cell], [4, 3, 3, 2])[0]()
                rows.setdefault(row, {})[column] = cell
                truth[row, column] = cell[2]
        bare = self.switch("no r", 0.15)
        if bare:
            # Without addresses every row and cell up to the last must be there.
            for row in range(1, max(rows, default=0) + 1):
                if row > 100: rows.pop(row, None); continue
                line = rows.setdefault(row, {})
                for column in range(1, max(line, default=0) + 1): line.setdefault(column, ("", "", ""))
            rows = {row: dict(sorted(rows[row].items())) for row in sorted(rows) if row <= 100}
            truth = {(row, column): cell[2] for row, line in rows.items() for column, cell in line.items()}
        lower, dollars, decimal_rows = self.switch("lower case r", 0.1), self.switch("dollars", 0.05), self.switch("decimal rows", 0.05)
        shuffled = not bare and self.switch("unordered", 0.15)
        doubled = not bare and self.switch("duplicates", 0.15)
        pretty = self.switch("pretty", 0.25)
        gap = "\n   " if pretty else ""
        pieces = []
        order = list(rows)
        if shuffled: rng.shuffle(order)
        for row in order:
            cells = []
            columns = list(rows[row])
            if shuffled: rng.shuffle(columns)
            for column in columns:
                attributes, inner, expected = rows[row][column]
                ref = letters(column) + str(row)
                if lower: ref = ref.lower()
                if dollars: ref = "$" + letters(column) + "$" + str(row)
                address = "" if bare else rng.choice([f' r="{ref}"', f" r='{ref}'"])
                if doubled and rng.random() < 0.3 and expected: cells.append(f'<p:c r="{letters(column)}{row}"><p:v>99</p:v></p:c>')
                cells.append(f"<p:c{address}{attributes}>{gap if '<p:is' not in inner else ''}{inner}</p:c>")
            number = "" if bare else f' r="{row}.0"' if decimal_rows else f' r="{row}"'
            spans = rng.choice(["", ' spans="1:9"', ' spans="99:1"', ' ht="15" customHeight="1"', ' x14ac:dyDescent="0.25" xmlns:x14ac="urn:x14ac"'])
            pieces.append(f"<p:row{number}{spans}>{gap}{gap.join(cells)}{gap}</p:row>" if cells or rng.random() < 0.5 else f"<p:row{number}/>")
        dimension = rng.choice(["", '<p:dimension ref="A1"/>', '<p:dimension ref="A1:XFD1048576"/>', '<p:dimension ref="B7:C9"/>', '<p:dimension ref="#REF!"/>'])
        before = rng.choice(["", '<p:sheetPr><p:tabColor rgb="FF0000"/></p:sheetPr>', '<p:sheetViews><p:sheetView workbookViewId="0"><p:selection activeCell="C3" sqref="C3"/></p:sheetView></p:sheetViews>',
                             f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x14" xmlns:x14="urn:14"><x14:controls/></mc:Choice><mc:Fallback/></mc:AlternateContent>',
                             '<e:sheetData xmlns:e="urn:other"><e:row r="1"><e:c r="A1"><e:v>666</e:v></e:c></e:row></e:sheetData>'])
        after = rng.choice(["", '<p:mergeCells count="1"><p:mergeCell ref="A1:C3"/></p:mergeCells>', '<p:autoFilter ref="A1:B2"/><p:pageMargins left="1" right="1"/>',
                            '<p:conditionalFormatting sqref="A1"><p:cfRule type="expression" priority="1"><p:formula>1</p:formula></p:cfRule></p:conditionalFormatting>',
                            '<p:extLst><p:ext uri="{x}"><x:row xmlns:x="urn:x"><x:c r="A1"><x:v>5</x:v></x:c></x:row></p:ext></p:extLst>', '<p:legacyDrawing r:id="rId9" xmlns:r="urn:r"/>'])
        xml = f"{dimension}{before}<p:cols><p:col min=\"1\" max=\"3\" width=\"9\"/></p:cols>" if rng.random() < 0.5 else before
        return f"{xml}<p:sheetData>{gap}{gap.join(pieces)}</p:sheetData>{after}", truth

    # Parts

    def part(self, root, body, name):
        """A part in some spelling of its namespace and some encoding."""
        rng = self.rng
        space = STRICT if self.strict else MAIN
        prefix = rng.choice(["", "", "x", "ns0", "表"])
        if self.on["plain parts"]: prefix = ""
        body = self.prefixed(body, prefix)
        opened, declared = (f"{prefix}:{root}", f'xmlns:{prefix}="{space}"') if prefix else (root, f'xmlns="{space}"')
        rel = STRICT_RELS if self.strict else RELS
        text = f'<{opened} {declared} xmlns:r="{rel}" xmlns:p14="urn:p14">{body}</{opened}>'
        return self.encoded(text)

    @staticmethod
    def prefixed(body, prefix):
        lead = prefix + ":" if prefix else ""
        return body.replace("<p:", "<" + lead).replace("</p:", "</" + lead)

    def encoded(self, text):
        rng = self.rng
        kind = rng.randrange(10) if not self.on["plain parts"] else 0
        if rng.random() < 0.2: text += "\n<!-- end -->\n"
        if kind == 1: return b"\xef\xbb\xbf" + text.encode()
        if kind == 2: return b"\xff\xfe" + ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16-le")
        if kind == 3: return b"\xfe\xff" + ('<?xml version="1.0" encoding="utf-16"?>' + text).encode("utf-16-be")
        if kind == 4: return ('<?xml version="1.0" encoding="GB18030"?>\n' + text).encode("gb18030")
        if kind == 5: return ('<?xml version="1.0" encoding="ISO-8859-1" standalone="yes"?>' + text).encode("latin-1", "xmlcharrefreplace") if "<![CDATA[" not in text and text.isascii() else text.encode()
        if kind == 6: return ('<?xml version="1.0" encoding="utf-16"?>' + text).encode()
        if kind == 7: return text.encode()
        return ("<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\r\n" + text).encode()

    def write(self, path):
        rng = self.rng
        self.switch("plain parts", 0.3)
        count = rng.choice([1, 1, 2, 3])
        names = rng.sample(["花名册", "Sheet1", "a & b", "it's", "汇总 <2021>", "\"引\"", "😀", "x" * 31], count)
        odd_names, backslash, upper = self.switch("odd part names", 0.2), self.switch("backslashes", 0.1), self.switch("odd case", 0.15)
        folder = rng.choice(["xl", "xl", "xl", "", "excel/内"])
        sheets = [self.sheet() for _ in names]
        kinds = RELS if not self.strict else STRICT_RELS
        parts, lines, entries, expected = {}, [], [], []
        for index, (name, (body, truth)) in enumerate(zip(names, sheets)):
            target = rng.choice(["worksheets/", "工作表/", "", "a/b/"]) + f"{rng.choice(['表', 's', 'sheet']) if odd_names else 'sheet'}{index + 1}.xml" if odd_names else f"worksheets/sheet{index + 1}.xml"
            parts[f"{folder}/{target}".lstrip("/")] = self.part("worksheet", body, target)
            written = rng.choice([target, target, "./" + target, f"/{folder}/{target}".replace("//", "/"), target.replace("工作表", "%E5%B7%A5%E4%BD%9C%E8%A1%A8"), "x/../" + target])
            if backslash: written = written.replace("/", "\\")
            lines.append((f"rId{index + 7}", "worksheet", written))
            state = rng.choice(["", "", ' state="visible"', ' state="hidden"', ' state="veryHidden"'])
            entries.append(f'<p:sheet name="{esc(name, True)}" sheetId="{rng.randrange(1, 60)}"{state} r:id="rId{index + 7}"/>')
            expected.append((name, truth))
        if self.shared:
            target = rng.choice(["sharedStrings.xml", "sharedStrings.xml", "strings/共享.xml", "SharedStrings1.xml"])
            counts = rng.choice(["", f' count="{len(self.shared)}" uniqueCount="{len(self.shared)}"', ' count="4000000000" uniqueCount="3999999999"', ' count="1"'])
            parts[f"{folder}/{target}".lstrip("/")] = self.part("sst", "".join(f"<p:si>{item}</p:si>" for item in self.shared), target)
            lines.append(("rIdS", "sharedStrings", target))
        if self.has_styles:
            codes = "".join(f'<p:numFmt numFmtId="{number}" formatCode="{esc(code, True)}"/>' for code, number in self.codes.items())
            body = f'<p:numFmts>{codes}</p:numFmts><p:fonts><p:font><p:strike val="0"/></p:font></p:fonts><p:cellStyleXfs><p:xf numFmtId="14"/></p:cellStyleXfs><p:cellXfs>{"".join(self.xfs).replace("<xf", "<p:xf")}</p:cellXfs>' \
                   '<p:dxfs><p:dxf><p:numFmt numFmtId="164" formatCode="yyyy"/></p:dxf></p:dxfs>'
            parts[f"{folder}/styles.xml".lstrip("/")] = self.part("styleSheet", body, "styles.xml")
            lines.append(("rIdY", "styles", "styles.xml"))
        lines.append(("rIdT", "theme", "theme/theme1.xml"))
        if rng.random() < 0.3: parts[f"{folder}/theme/theme1.xml".lstrip("/")] = b"<broken"
        rng.shuffle(lines)
        main = f"{folder}/{rng.choice(['workbook.xml', 'workbook.xml', '工作簿22.xml']) if odd_names else 'workbook.xml'}".lstrip("/")
        external = f'<Relationship Id="rIdE" Type="{kinds}/externalLink" TargetMode="External" Target="file:///C:/x.xlsx"/>' if rng.random() < 0.2 else ""
        relations = "".join(f'<Relationship Id="{i}" Type="{kinds}/{t}" Target="{esc(g, True)}"/>' for i, t, g in lines)
        head, tail = main.rsplit("/", 1) if "/" in main else ("", main)
        parts[f"{head}/_rels/{tail}.rels".lstrip("/")] = f'<Relationships xmlns="{PACKAGE}">{external}{relations}</Relationships>'.encode()
        epoch = rng.choice([' date1904="1"', ' date1904="true"'] if self.is1904 else ["", ' date1904="0"', ' date1904="false"'])
        settings = f"<p:workbookPr{epoch}/>"
        alternate = f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x15" xmlns:x15="urn:x15"><p:workbookPr date1904="{0 if self.is1904 else 1}"/></mc:Choice></mc:AlternateContent>' if rng.random() < 0.3 else ""
        parts[main] = self.part("workbook", f'{settings}{alternate}<p:bookViews><p:workbookView activeTab="7"/></p:bookViews><p:sheets>{"".join(entries)}</p:sheets><p:definedNames><p:definedName name="_xlnm.Print_Area">A1</p:definedName></p:definedNames>', main)
        parts["_rels/.rels"] = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{PACKAGE}/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="b" Type="{kinds}/officeDocument" Target="{rng.choice(["", "/"])}{main}"/></Relationships>'.encode()
        if not self.switch("no content types", 0.2):
            kind = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{rng.choice(['sheet', 'template'])}.main+xml"
            override = "" if rng.random() < 0.3 else f'<Override PartName="/{main}" ContentType="{kind}"/>'
            parts["[Content_Types].xml"] = f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>{override}</Types>'.encode()
        if rng.random() < 0.3: parts["docProps/core.xml"] = rng.choice([b"", b"<a>", b"\x00\x01"])
        if rng.random() < 0.2: parts["customXml/item1.xml"] = b"<!DOCTYPE x><x/>"
        path.write_bytes(self.container(parts, backslash, upper))
        return expected

    def container(self, parts, backslash, upper):
        rng = self.rng
        buffer = io.BytesIO()
        class Pipe(io.RawIOBase):
            def writable(self): return True
            def write(self, data): return buffer.write(bytes(data))
        streamed = self.switch("data descriptors", 0.25)
        stored = self.switch("stored", 0.2)
        zip64 = self.switch("zip64", 0.1)
        twice = self.switch("equal duplicates", 0.1)
        items = list(parts.items())
        if rng.random() < 0.5: rng.shuffle(items)
        import warnings
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(Pipe() if streamed else buffer, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as zip:
            if rng.random() < 0.1: zip.writestr("xl/", b"")
            for name, data in items:
                if backslash: name = name.replace("/", "\\")
                if upper and name.isascii(): name = rng.choice([name.upper(), name.title(), name])
                info = zipfile.ZipInfo("x")
                info.filename = name
                info.date_time = (1980, 1, 1, 0, 0, 0)
                info.compress_type = zipfile.ZIP_STORED if stored or rng.random() < 0.1 else zipfile.ZIP_DEFLATED
                for _ in range(2 if twice and rng.random() < 0.3 else 1):
                    with zip.open(info, "w", force_zip64=zip64) as member: member.write(data)
            if rng.random() < 0.15: zip.comment = rng.choice([b"comment", b"PK\x05\x06 not the end", b"x" * 60000])
        data = buffer.getvalue()
        if self.switch("before the zip", 0.08): data = rng.choice([b"\r\n", b"HTTP/1.1 200 OK\r\n\r\n", b"\xef\xbb\xbf"]) + data
        if self.switch("after the zip", 0.08): data += rng.choice([b"\r\n", b"\0" * 512, b"</html>"])
        return data


def field(text):
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n\r') else text


def printed(sheets):
    text = ""
    for name, truth in sheets:
        text += f"# {name}\n"
        cells = {at: value for at, value in truth.items() if value != ""}
        for row in range(1, max((r for r, _ in cells), default=0) + 1):
            last = max((c for r, c in cells if r == row), default=0)
            text += ",".join(field(cells.get((row, column), "")) for column in range(1, last + 1)) + "\n"
    return text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("duizhang")
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=2021)
    parser.add_argument("--keep", metavar="DIR")
    options = parser.parse_args()
    folder = pathlib.Path(options.keep or tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    failures = 0
    for index in range(options.count):
        book = Book(random.Random(options.seed * 1_000_003 + index))
        path = folder / f"odd-{index:05d}.xlsx"
        expected = printed(book.write(path))
        done = subprocess.run([options.duizhang, "extract", "--raw", "--all", str(path)], capture_output=True, timeout=60)
        actual = done.stdout.decode("utf-8", "replace")
        if done.returncode == 0 and actual == expected:
            if not options.keep: path.unlink()
            continue
        failures += 1
        print(f"{path}: exit {done.returncode} {done.stderr.decode()[:300].strip()} [{', '.join(name for name, on in book.on.items() if on)}]")
        for ours, theirs in zip(actual.split("\n"), expected.split("\n")):
            if ours != theirs and done.returncode == 0:
                print(f"  is       {ours[:200]!r}\n  expected {theirs[:200]!r}")
                break
    print(f"{options.count} workbooks, {failures} differ")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
