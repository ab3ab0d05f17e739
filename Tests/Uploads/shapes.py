"""Lays a county's documents out as sheets, in a shape drawn at random; remembers the cell of every figure."""
import dataclasses, datetime, words
from amounts import in_words, wan

@dataclasses.dataclass
class Sheet:
    name: str
    rows: list = dataclasses.field(default_factory=list)
    merges: list = dataclasses.field(default_factory=list)   # (row, column, row, column) from 0
    hidden_rows: set = dataclasses.field(default_factory=set)
    struck_rows: set = dataclasses.field(default_factory=set)
    hidden: bool = False
    keys: dict = dataclasses.field(default_factory=dict)     # (village code, member index or None, field[, month]) → (row, column)

@dataclasses.dataclass
class File:
    name: str
    sheets: list
    kind: str = 'xlsx'
    encoding: str = 'utf-8'
    delimiter: str = ','
    date1904: bool = False
    late: int = 0            # seconds that it came after the others
    is_part: bool = False    # whether it stands in another's workbook

def beside(sheet, block):
    """Puts a block to the right of what a sheet holds, a blank column between."""
    right = max((len(row) for row in sheet.rows), default=-1) + 1
    while len(sheet.rows) < len(block.rows): sheet.rows.append([])
    for row, own in zip(sheet.rows, block.rows): row += [None] * (right - len(row)) + own
    sheet.merges += [(a, b + right, c, d + right) for a, b, c, d in block.merges]
    sheet.hidden_rows |= block.hidden_rows
    for key, (row, column) in block.keys.items():
        sheet.keys[key] = (row, [None] * right + column) if key[0] == 'sum' else (row, column + right)

class Layout:
    def __init__(self, world, county, style):
        self.needs = set()     # fields that a planted fault stands in
        self.world, self.county, self.style, self.random = world, county, style, style.random
        self.year, self.rate = world.year, world.rate

    # One value as this county writes it.
    def village_name(self, village):
        if village.written: return village.written
        name, form = village.former or village.name, self.style.village_form
        base = name.removesuffix('村民委员会').removesuffix('村委会')
        text = {'full': name, 'base': base, 'village': base + '村', 'long': base + '村民委员会'}[form]
        # A bare name that a community of the town shares too stays whole: people avoid what is ambiguous.
        return self.dressed(village, text)

    def dressed(self, village, text):
        """A village's name as rows have it: numbered, counted, behind its town."""
        s = self.style
        if s.towns == 'joined': text = village.town.name + s.joint + text
        if s.numbered and not village.former:
            n = [v.code for v in self.county.villages].index(village.code) + 1
            text = s.numbered.format(n=n, name=text, count=len(village.members))
        return text

    def date(self, d):
        y, m, day = d
        return {'dots': f'{y}.{m}.{day}', 'chinese': f'{y}年{m}月{day}日', 'compact': f'{y}{m:02}', 'slash': f'{y}/{m}/{day}',
                'iso': f'{y}-{m:02}-{day:02}', 'month': f'{y}年{m}月',
                'date': datetime.date(y, m, day)}[self.style.dates]

    def number(self, value, suffix=''):
        form = self.style.number_text
        if form == 'grouped' and value >= 1000: return f'{value:,}'
        if form == 'suffix' and suffix: return f'{value}{suffix}'
        if form == 'fullwidth': return str(value).translate(str.maketrans('0123456789', '０１２３４５６７８９'))
        if form == 'text': return str(value)
        if form == 'chinese' and value <= 10 and suffix: return '零一二三四五六七八九十'[value]
        return value

    def money(self, yuan):
        if self.style.unit != '元':
            text = wan(yuan if self.style.unit == '万元' else yuan * 10)
            return text if self.style.number_text in ('text', 'grouped') else float(text) if '.' in text else int(text)
        value = self.number(yuan)
        if self.style.number_text == 'suffix': return f'￥{yuan:,}.00'
        return value

    def identity(self, text):
        return {'plain': text, 'tab': text + '\t', 'quote': "'" + text, 'space': text[:6] + ' ' + text[6:]}[self.style.id_form]

    def person(self, name): return name[0] + '  ' + name[1] if self.style.spaces and len(name) == 2 else name

    def header(self, field):
        text = self.style.head[field]
        if field in ('amount', 'due', 'deduction') and self.style.unit_place == 'header' and '（' not in text: text += f'（{self.style.unit}）'
        return text

    # A table: columns by field, records, sums.
    def columns(self, fields, has_town):
        fields = list(fields)
        if self.style.order and 'serial' in fields:
            body = [f for f in fields if f not in ('serial', 'town', 'village', 'note', 'signature')]
            self.random.shuffle(body)
            fields = [f for f in ('serial', 'town', 'village') if f in fields] + body + [f for f in ('note', 'signature') if f in fields]
        if not has_town and 'town' in fields: fields.remove('town')
        if self.style.extra: fields.insert(len(fields) - 1 if len(fields) > 3 else len(fields), 'extra')
        return fields

    def title(self, document, town=None, month=None):
        place = self.county.name + (town.name if town else '')
        year = self.year_text(self.year)
        when = f'{year}{month}' if isinstance(month, str) else f'{year}{month}月' if month else year
        return f'{place}{when}{self.random.choice(words.BODY)}{self.random.choice(words.DOCUMENTS[document])}'

    def year_text(self, year):
        """A year as titles have it."""
        how, digits = self.style.year_words, str(year)
        if how == 'characters': return ''.join('〇一二三四五六七八九'[int(d)] for d in digits) + '年'
        if how == 'zero': return ''.join('零一二三四五六七八九'[int(d)] for d in digits) + '年'
        if how == 'wide': return digits.translate(str.maketrans('0123456789', '０１２３４５６７８９')) + '年'
        return digits + ('年度' if how == 'fiscal' else '年')

    def head(self, sheet, fields, document, town=None, month=None, groups=None, village=None):
        s = self.style
        title = self.title(document, town, month)
        if village: title = f'{town.name}{village.written or village.former or village.name}' + title.removeprefix(self.county.name + town.name)
        if s.unit_place == 'title': title += f'（单位：{s.unit}）'
        if s.title_rows or village or (s.unit != '元' and s.unit_place != 'header'):
            sheet.rows.append([title]); sheet.merges.append((len(sheet.rows) - 1, 0, len(sheet.rows) - 1, len(fields) - 1))
        if s.title_rows == 2 or s.unit_place == 'row':
            row = [f'填报单位（盖章）：{self.county.name}民政局'] + [None] * (len(fields) - 2)
            row.append(f'单位：{s.unit}' if s.unit_place == 'row' else None)
            sheet.rows.append(row)
        first = len(sheet.rows)
        money = [i for i, f in enumerate(fields) if f in ('rate', 'months', 'due', 'deduction', 'amount')]
        if groups:
            top, low = groups
            sheet.rows += [top, low]
        elif s.two_level and len(money) >= 2 and money == list(range(money[0], money[0] + len(money))):
            top = [None if i in money else self.header(f) for i, f in enumerate(fields)]
            top[money[0]] = '补贴发放情况'
            sheet.rows += [top, [self.header(f) if i in money else None for i, f in enumerate(fields)]]
            sheet.merges.append((first, money[0], first, money[-1]))
            sheet.merges += [(first, i, first + 1, i) for i in range(len(fields)) if i not in money]
        else: sheet.rows.append([self.header(f) for f in fields])
        if s.number_row: sheet.rows.append([self.numbered(i) for i in range(len(fields))])
        return sheet.rows[first:]

    def numbered(self, column):
        form = self.style.numbering
        return f'({column + 1})' if form == 'brackets' else chr(65 + column) if form == 'letters' and column < 26 else column + 1

    def foot(self, sheet, width):
        s, r = self.style, self.random
        if s.note: sheet.rows.append([r.choice(['注：本表一式三份，镇、村、民政各存一份。', '说明：兼任纪检委员的不再重复发放。', '备注：如有变动请及时上报。'])])
        if s.sign:
            when = f'{self.year + 1}年1月{r.randint(3, 20)}日'
            sheet.rows.append(r.choice([[f'填表人：陈某        审核人：李某        填表日期：{when}'],
                                        ['填表人：', '陈某', '审核人：', '李某', '填表日期：', when],
                                        [f'制表：陈某', None, f'负责人：李某', None, f'日期：{when}']]))

    def sums(self, sheet, fields, label, records, addends):
        """A row of sums under a label in the first column of words."""
        row = [None] * len(fields)
        at = next((i for i, f in enumerate(fields) if f in ('village', 'town', 'name')), 0)
        if self.random.random() < .3: at = 0
        row[at] = label
        if label is None: at = -1
        for i, f in enumerate(fields):
            if i != at and f in addends: row[i] = self.money(sum(addends[f](x) for x in records)) if f in ('amount', 'due', 'deduction') else self.number(sum(addends[f](x) for x in records))
        sheet.rows.append(row)
        return len(sheet.rows) - 1

    def body(self, sheet, fields, groups, write, addends, header, has_town, town_key='town'):
        """groups: [(town, [records])]; write(record) gives the row and its key."""
        s, r = self.style, self.random
        serial, since_page, ofwhich = 0, 0, s.ofwhich
        everything, on_page = [], []
        if s.example and 'name' in fields and 'serial' in fields:
            row = [{'serial': '例', 'name': '张三', 'village': '某村委会', 'town': '某镇', 'amount': 100, 'months': 1}.get(f) for f in fields]
            sheet.rows.append(row)
        if s.total_first and s.total and not s.page:
            self.sums(sheet, fields, r.choice(['合计', '总计']), [x for _, records in groups for x in records], addends)
        for town, records in groups:
            records = list(records)
            if s.towns in ('heading', 'village heading') and not has_town and (len(groups) > 1 or s.towns == 'village heading'):
                sheet.rows.append([town.name]); 
                if r.random() < .5: sheet.merges.append((len(sheet.rows) - 1, 0, len(sheet.rows) - 1, len(fields) - 1))
            first, last_village, village_first = len(sheet.rows), None, None
            for n, record in enumerate(records):
                if s.page and since_page == s.page:
                    since_page = 0
                    if s.page_sums and n: self.sums(sheet, fields, r.choice(['本页小计', '本页合计']), on_page, addends)
                    if n: on_page = []
                    if n: sheet.rows += [list(h) for h in header]
                    last_village = None
                since_page += 1
                on_page.append(record)
                serial += 2 if s.gaps and serial == 4 else 1
                row, key, village = write(record, serial)
                if 'town' in fields:
                    c = fields.index('town')
                    row[c] = town.name if s.towns == 'column' or n == 0 or (s.page and since_page == 1) else None
                if 'village' in fields and key[1] is not None and s.villages_carried != 'each':
                    c = fields.index('village')
                    if village is last_village: row[c] = None
                if village is not last_village: village_first = len(sheet.rows)
                elif s.villages_carried == 'merged' and not s.page and 'village' in fields and key[1] is not None:
                    c = fields.index('village')
                    sheet.merges = [m for m in sheet.merges if not (m[0] == village_first and m[1] == c and m[3] == c and m[0] >= first)]
                    sheet.merges.append((village_first, c, len(sheet.rows), c))
                if s.towns == 'village heading' and village is not last_village and not has_town:
                    sheet.rows.append([self.dressed(village, village.written or village.former or village.name)])
                last_village = village
                for i, f in enumerate(fields): sheet.keys[(key[0], key[1], f)] = (len(sheet.rows), i)
                if s.hides and r.random() < .2: sheet.hidden_rows.add(len(sheet.rows))
                sheet.rows.append(row)
            if 'town' in fields and s.towns == 'merged' and not s.page and len(records) > 1:
                c = fields.index('town')
                sheet.merges.append((first, c, len(sheet.rows) - 1, c))
            everything += records
            if s.void_row and records and 'note' in fields and 'name' in fields:
                row, key, _ = write(records[-1], serial + 1)
                row[fields.index('note')] = '作废'
                serial += 1
                sheet.rows.append(row); s.void_row = False
            if s.subtotals != 'none' and len(groups) > 1:
                sheet.town_sum = self.sums(sheet, fields, '小计' if s.subtotals == 'town' else town.name + '小计', records, addends)
                sheet.keys[('sum', town.name)] = (sheet.town_sum, fields)
            if s.blank_rows: sheet.rows.append([None] * len(fields))
        if s.total and not (s.total_first and not s.page):
            bare = s.total_bare and not s.in_words and 'amount' in fields
            at = self.sums(sheet, fields, None if bare else r.choice(['合计', '合  计', '总计', '总 计']), everything, addends)
            # A bare sum that is wrong is no total to anybody: DZ109, not DZ408.
            if not bare: sheet.keys[('sum', None)] = (at, fields)
            if s.in_words and 'amount' in fields:
                sum_of = sum(addends['amount'](x) for x in everything)
                sheet.rows.append(r.choice([[f'合计金额（大写）：{in_words(sum_of)}'], ['合计（大写）', in_words(sum_of)], ['人民币（大写）：', None, in_words(sum_of)]]))
            if ofwhich and 'amount' in fields:
                row = [None] * len(fields); row[0] = '其中：兼任人员'; row[fields.index('amount')] = 0
                sheet.rows.append(row)
        self.foot(sheet, len(fields))

    def split(self, document, build, name):
        """One sheet, a sheet a town, or a workbook a town: build(sheet, groups of towns, only town)."""
        s, towns = self.style, self.county.towns
        base = f'{self.county.name}{self.year}年{name}'
        if s.towns == 'workbooks' or (s.towns == 'sheets' and s.files == 'csv'):
            files = []
            for t in towns:
                sheet = Sheet('Sheet1' if s.files == 'xlsx' else '')
                build(sheet, [t], t); files.append(self.file(f'{t.name}{self.year}年{name}', [sheet]))
            return files
        if s.towns == 'village sheets' and document in ('roster', 'payment'):
            sheets, names = [], set()
            for t in towns:
                for v in self.villages(t):
                    own = v.written or v.former or v.name
                    sheet = Sheet(own if own not in names else own + '2')
                    names.add(own)
                    build(sheet, [t], t, v); sheets.append(sheet)
            if s.files == 'csv':
                stems = [x.name for x in sheets]
                for x in sheets: x.name = ''
                return [self.file(f'{t.name}{stem}{self.year}年{name}', [x]) for x, stem, t in zip(sheets, stems, [t for t in towns for _ in self.villages(t)])]
            return [self.file(base, sheets)]
        if s.towns == 'stacked':
            sheet = Sheet('Sheet1' if s.files == 'xlsx' else '')
            for t in towns:
                build(sheet, [t], t)
                sheet.rows += [[None]] * self.random.randint(1, 3)
            return [self.file(base, [sheet])]
        if s.towns == 'beside':
            sheet = Sheet('Sheet1' if s.files == 'xlsx' else '')
            for t in towns:
                block = Sheet('')
                build(block, [t], t); beside(sheet, block)
            return [self.file(base, [sheet])]
        if s.towns == 'sheets':
            sheets = []
            for t in towns:
                sheet = Sheet(t.name); build(sheet, [t], t); sheets.append(sheet)
            return [self.file(base, sheets)]
        sheet = Sheet(self.random.choice(['Sheet1', name, f'{self.year}年']) if s.files == 'xlsx' else '')
        build(sheet, towns, None)
        return [self.file(base, [sheet])]

    def file(self, name, sheets):
        s = self.style
        if s.files == 'csv': return File(name + self.random.choice(['.csv', '.csv', '.txt']), sheets, 'csv', s.encoding, s.delimiter)
        return File(name + '.xlsx', sheets, 'xlsx', date1904=s.date1904)
