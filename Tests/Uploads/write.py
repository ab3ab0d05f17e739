"""Writes the laid-out files as real programs do, with what lies beside them in an inbox."""
import csv, datetime, io, os, zipfile
import xlsxwriter

class Named(zipfile.ZipInfo):
    """A member as Chinese Windows writes it: its name in GBK, with no word of that."""
    def _encodeFilenameFlags(self): return self.filename.encode('gb18030'), self.flag_bits & ~0x800

def write(files, folder, mtime, formulas, random):
    """Writes files into a folder; a name with / stands in an archive."""
    archives = {}
    for file in files:
        if file.is_part: continue
        archive, slash, name = file.name.rpartition('/')
        path = os.path.join(folder, name)
        if file.kind == 'xlsx': workbook(file, path, formulas)
        else: text(file, path)
        os.utime(path, (mtime + file.late, mtime + file.late))
        if slash: archives.setdefault(archive, []).append(path)
    for archive, paths in archives.items():
        path, member = os.path.join(folder, archive), Named if random.random() < .5 else zipfile.ZipInfo
        with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as out:
            for inner in paths:
                with open(inner, 'rb') as f: out.writestr(member(os.path.basename(inner)), f.read())
                os.remove(inner)
        os.utime(path, (mtime, mtime))

def workbook(file, path, formulas):
    book = xlsxwriter.Workbook(path, {'in_memory': True, 'date_1904': file.date1904})
    dates = book.add_format({'num_format': 'yyyy/m/d'})
    struck = book.add_format({'font_strikeout': True})
    for index, sheet in enumerate(file.sheets):
        out = book.add_worksheet(sheet.name or None)
        covered = {}
        for r1, c1, r2, c2 in sheet.merges:
            if (r1, c1) == (r2, c2): continue
            out.merge_range(r1, c1, r2, c2, '')
            covered.update({(r, c): True for r in range(r1, r2 + 1) for c in range(c1, c2 + 1) if (r, c) != (r1, c1)})
        for r, row in enumerate(sheet.rows):
            form = struck if r in sheet.struck_rows else None
            for c, value in enumerate(row):
                if value is None or (r, c) in covered: continue
                if isinstance(value, datetime.date): out.write_datetime(r, c, datetime.datetime(value.year, value.month, value.day), dates)
                elif isinstance(value, str) and value.startswith('#'): out.write_formula(r, c, '=A999999', None, value)
                elif isinstance(value, str): out.write_string(r, c, value, form)
                elif formulas and value and c > 3 and isinstance(value, int): out.write_formula(r, c, f'=SUM({value - 1},1)', form, value)
                else: out.write_number(r, c, value, form)
            if r in sheet.hidden_rows: out.set_row(r, None, None, {'hidden': True})
        if sheet.hidden and len(file.sheets) > 1: out.hide()
    visible = next((i for i, s in enumerate(file.sheets) if not s.hidden), 0)
    book.worksheets()[visible].activate(); book.worksheets()[visible].set_first_sheet()
    book.close()

def text(file, path):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=file.delimiter, lineterminator='\r\n')
    width = max((len(r) for s in file.sheets for r in s.rows), default=0)
    for row in file.sheets[0].rows:
        cells = [f'{v.year}/{v.month}/{v.day}' if isinstance(v, datetime.date) else '' if v is None else str(v) for v in row]
        writer.writerow(cells + [''] * (width - len(cells)))
    data = out.getvalue()
    with open(path, 'wb') as f: f.write(data.encode('utf-16' if file.encoding == 'utf-16' else file.encoding, errors='strict'))
