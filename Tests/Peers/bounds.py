#!/usr/bin/env python3
"""Writes files that mean harm, and holds what `duizhang extract` does with them against seconds and megabytes.

    bounds.py DUIZHANG

Each must end in the right cells or a clear error, within 20 seconds and 200 MiB of memory. Exit 1 if one does not.
"""
import io, pathlib, resource, struct, subprocess, sys, tempfile, time, zipfile, zlib

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECONDS, MEBIBYTES = 20, 200


class Zip:
    """A container whose members are packed piece by piece, so that gigabytes of a pattern take no memory here."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)

    def add(self, name, *pieces):
        with self.zip.open(name, "w", force_zip64=False) as member:
            for piece in pieces:
                text, times = piece if isinstance(piece, tuple) else (piece, 1)
                data = text.encode() if isinstance(text, str) else text
                block = max(1, min(times, (1 << 20) // max(1, len(data))))
                for _ in range(times // block): member.write(data * block)
                member.write(data * (times % block))

    def close(self): self.zip.close()


def workbook(path, sheet, shared=None, styles=None, sheets=1, same=False, more=()):
    zip = Zip(path)
    zip.add("_rels/.rels", f'<Relationships xmlns="x"><Relationship Id="r" Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    zip.add("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>', *[f'<sheet name="s{i}" sheetId="{i + 1}" r:id="r{0 if same else i}"/>' for i in range(sheets)], "</sheets></workbook>")
    lines = [f'<Relationship Id="r{i}" Type="{RELS}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(1 if same else sheets)]
    if shared: lines.append(f'<Relationship Id="s" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/>')
    if styles: lines.append(f'<Relationship Id="y" Type="{RELS}/styles" Target="styles.xml"/>')
    zip.add("xl/_rels/workbook.xml.rels", '<Relationships xmlns="x">' + "".join(lines) + "</Relationships>")
    for i in range(1 if same else sheets): zip.add(f"xl/worksheets/sheet{i}.xml", f'<worksheet xmlns="{MAIN}">', *sheet, "</worksheet>")
    if shared: zip.add("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295">', *shared, "</sst>")
    if styles: zip.add("xl/styles.xml", f'<styleSheet xmlns="{MAIN}">', *styles, "</styleSheet>")
    for name, pieces in more: zip.add(name, *pieces)
    zip.close()


ONE = ['<sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>']


def overlapping(path):
    """Two hundred members over the bytes of one, as in David Fifield's bombs."""
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = body.compress(b" " * (10 << 20)) + body.flush()
    crc = zlib.crc32(b" " * (10 << 20))
    out, directory = io.BytesIO(), b""
    offset = out.tell()
    for i in range(200):
        name = f"xl/worksheets/sheet{i}.xml".encode() if i else b"xl/workbook.xml"
        head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, crc, len(data), 10 << 20, len(name), 0)
        if i == 0: out.write(b"PK\3\4" + head + name + data)
        directory += b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, offset) + name
    at = out.tell()
    out.write(directory + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 200, 200, len(directory), at, 0))
    pathlib.Path(path).write_bytes(out.getvalue())


def cases(folder):
    def book(name, *arguments, **named):
        path = folder / f"{name.replace(' ', '-')}.xlsx"
        workbook(path, *arguments, **named)
        return name, path
    bomb = '<!DOCTYPE l [<!ENTITY a "' + "a" * 1000 + '">' + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)) + "]>"
    def raw_sheet(name, *pieces):
        path = folder / f"{name.replace(' ', '-')}.xlsx"
        zip = Zip(path)
        zip.add("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>')
        zip.add("xl/worksheets/sheet1.xml", *pieces)
        zip.close()
        return name, path
    # The name of a case, its file, the exit code, and what the answer must contain.
    yield *raw_sheet("entity bomb", bomb, f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="str"><v>&j;</v></c></row></sheetData></worksheet>'), 1, "DOCTYPE"
    yield *book("a gigabyte of blanks", ["<sheetData>", (" ", 1 << 30), "</sheetData>"]), 1, "unzips to more"
    yield *book("gigabytes of cells", ["<sheetData>", ('<row r="1"><c r="A1"><v>1234567</v></c></row>', 30_000_000), "</sheetData>"]), 1, ""
    yield *book("dimension of billions", ['<dimension ref="A1:XFD1048576"/>'] + ONE), 0, "7"
    yield *book("corner cells", ['<sheetData><row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576"><v>8</v></c></row></sheetData>']), 1, "--sparse"
    yield *book("one text of a hundred megabytes", ['<sheetData><row><c t="str"><v>', ("x", 100 << 20), "</v></c></row></sheetData>"]), 1, ""
    yield *book("one attribute of a hundred megabytes", ['<sheetData><row><c r="', ("A", 100 << 20), '"/></row></sheetData>']), 1, ""
    yield *book("a million attributes", ["<sheetData><row><c", *[(f' a{i}="1"') for i in range(1_000_000)], "/></row></sheetData>"]), 1, "attributes"
    yield *book("shared strings, four million empty", ONE, shared=[("<si/>", 4_100_000)]), 1, ""
    yield *book("shared strings, a million different", ['<sheetData><row><c t="s"><v>999999</v></c></row></sheetData>'], shared=[f"<si><t>text number {i} of many</t></si>" for i in range(1_000_000)]), 0, "999999"
    yield *book("inline strings, a million different", ["<sheetData>", *[f'<row><c t="inlineStr"><is><t>text number {i}</t></is></c></row>' for i in range(1_000_000)], "</sheetData>"]), 0, "999999"
    yield *book("merges, a million", ONE + ["<mergeCells>", *[f'<mergeCell ref="A{i}:C{i}"/>' for i in range(1, 1_000_000)], "</mergeCells>"]), 0, "7"
    yield *book("styles, a million", ONE, styles=["<cellXfs>", ('<xf numFmtId="14"/>', 1_000_000), "</cellXfs>"]), 1, "formats"
    yield *book("number formats, a million", ONE, styles=["<numFmts>", *[f'<numFmt numFmtId="{i}" formatCode="0.{"0" * (i % 300)}"/>' for i in range(164, 300_000)], "</numFmts>"]), 0, "7"
    yield *book("deep nesting", [("<a>", 1_000_000)]), 1, "deep"
    yield *book("sheets, sixty thousand", ONE, sheets=60_000), 1, "members"
    yield *book("one sheet part for a thousand sheets", ["<sheetData>", *[f'<row><c><v>{i}</v></c></row>' for i in range(200_000)], "</sheetData>"], sheets=1000, same=True), 1, ""
    yield *book("formulas without values, a million", ["<sheetData>", *[f"<row><c><f>SUM(A{i}:B{i})</f></c></row>" for i in range(1_000_000)], "</sheetData>"]), 0, ""
    yield *book("rows backwards, half a million", ["<sheetData>", *[f'<row r="{i}"><c r="A{i}"><v>{i}</v></c></row>' for i in range(500_000, 0, -1)], "</sheetData>"]), 0, "500000"
    yield *book("one row of sixteen thousand cells, backwards, many times", ["<sheetData>", *["<row r=\"1\">" + "".join(f'<c r="A1"><v>{i}</v></c>' for i in range(2000)) + "</row>" for _ in range(100)], "</sheetData>"]), 0, "1999"
    yield *book("hidden rows, a million", ["<sheetData>", *[f'<row r="{i}" hidden="1"/>' for i in range(1, 1_000_001)], "</sheetData>"]), 0, ""
    yield *book("members, sixty thousand", ONE, more=[(f"xl/media/{i}.png", ["x"]) for i in range(60_000)]), 1, "members"
    yield *book("a relationship flood", ONE, more=[("xl/worksheets/_rels/sheet0.xml.rels", ["<Relationships xmlns=\"x\">", ('<Relationship Id="a" Type="t" Target="b"/>', 1_000_000), "</Relationships>"])]), 0, "7"
    def text(name, *pieces):
        path = folder / f"{name.replace(' ', '-')}.csv"
        with open(path, "wb") as file:
            for piece, times in pieces: file.write(piece * times)
        return name, path
    yield *text("CSV, a record of twenty million fields", (b"1,", 20_000_000)), 1, "fields"
    yield *text("CSV, a record of forty million blanks", (b",", 40_000_000)), 0, ""
    yield *text("CSV, one field of a hundred megabytes", (b"a,b\n", 1), (b"x", 100 << 20)), 1, "longer"
    yield *text("CSV, one quoted field of a hundred megabytes", (b'a,b\n"', 1), (b"x", 100 << 20), (b'",1\n', 1)), 1, "longer"
    yield *text("CSV, a quote that never closes", (b'a,b\n"', 1), (b"x,y\n", 25 << 20)), 1, ""
    yield *text("CSV, quotes by the million", (b'"', 50 << 20)), 1, ""
    yield *text("CSV, broken quotes by the million", (b'"a"b,', 5 << 20)), 1, ""
    yield *text("CSV, broken quotes on a million lines", (b'x,"a"b\n"\n', 1_000_000)), 1, ""
    yield *text("CSV, fifty megabytes of GBK", (b"\xca\xaf\xba\xa3\xb4\xe5,1,2\n", 900_000)), 0, "石海村"
    path = folder / "overlapping.xlsx"
    overlapping(path)
    yield "overlapping members", path, 1, "share"


def measured(command):
    """Runs a command alone, so that the kernel's word on its memory is about it."""
    script = "import resource,subprocess,sys; d=subprocess.run(sys.argv[1:],stdout=subprocess.PIPE,stderr=subprocess.PIPE,timeout=120); " \
             "sys.stdout.buffer.write(d.stdout[-300:]+d.stderr[-600:]); sys.stderr.write(f'{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss} {d.returncode}')"
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", script, *command], capture_output=True)
    memory, code = done.stderr.decode().split()[-2:]
    return time.monotonic() - begun, int(memory) / 1024, int(code), done.stdout.decode("utf-8", "replace")


def main():
    program, failures, worst = sys.argv[1], 0, (0, 0)
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    with tempfile.TemporaryDirectory() as name:
        for case, path, code, text in cases(pathlib.Path(name)):
            if wanted not in case: continue
            for option in ["--raw"] + (["--all"] if "sheets" in case else []):
                seconds, memory, actual, answer = measured([program, "extract", option, "--lang", "en", str(path)])
                is_bad = actual != code or text not in answer or seconds > SECONDS or memory > MEBIBYTES
                # Of many sheets without --all only the first is read.
                if option == "--raw" and "thousand sheets" in case: is_bad = actual != 0 or seconds > SECONDS or memory > MEBIBYTES
                failures += is_bad
                print(f"{'BAD ' if is_bad else 'ok  '}{case} {option}: {seconds:.1f} s, {memory:.0f} MiB, exit {actual}, {answer[-140:].strip()!r}", flush=True)
            path.unlink()
    print(f"{failures} out of bounds")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
