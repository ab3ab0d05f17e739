"""The four documents of a county, and the combinations in which counties send them."""
import words
from shapes import Layout, Sheet

class Documents(Layout):
    def villages(self, town): return [v for v in town.villages if not v.omitted]

    def has_town(self, only): return only is None and self.style.towns in ('column', 'carried', 'merged')

    def says(self, owner, field): return field in owner.show and owner.show.get('doc') == self.document

    def value(self, owner, field, plain): return owner.show[field] if self.says(owner, field) else plain

    def members(self, document):
        r, s = self.random, self.style
        if document == 'roster':
            fields = ['serial', 'town', 'village', 'name', 'sex', 'id', 'role', 'start', 'end', 'concurrent', 'account', 'note']
            if not self.county.has_terms: fields.remove('end')
        else:
            fields = ['serial', 'town', 'village', 'name', 'id', 'role', 'concurrent', 'account', 'rate', 'months', 'due', 'amount', 'signature', 'note']
            for optional in ('role', 'due', 'signature', 'rate'):
                if r.random() < .4 and optional not in self.needs: fields.remove(optional)
        for optional in ('note', 'serial'):
            if r.random() < .2: fields.remove(optional)
        unmarked = document == 'roster' and s.unmarked and self.combination == ['roster', 'summary']
        if unmarked: fields.remove('concurrent')
        name = words.DOCUMENTS[document][r.randrange(len(words.DOCUMENTS[document]))]

        def build(sheet, towns, only, village=None):
            cols = self.columns(fields, self.has_town(only))
            if self.style.towns in ('heading', 'joined', 'village heading') and only is None: pass
            elif only is None and 'town' not in cols: cols.insert(1, 'town')
            if self.style.towns == 'village heading' or village: cols.remove('village')
            if s.marks != 'column' and 'concurrent' in cols and s.marks in cols and 'concurrent' not in self.needs and self.has_marks(): cols.remove('concurrent')
            header = self.head(sheet, cols, document, only, village=village)
            groups = [(t, [(v, i, m) for v in ([village] if village else self.villages(t)) for i, m in enumerate(v.members)]) for t in towns]
            addends = {'amount': lambda x: self.amount(x[2]), 'due': lambda x: x[2].months * self.rate}
            self.body(sheet, cols, groups, lambda x, serial: self.member_row(cols, x, serial), addends, header, self.has_town(only))
        return document, self.split(document, build, name)

    def has_marks(self): return any(m.concurrent for v in self.county.villages for m in v.members)

    def named(self, m):
        """Months by their names where the county does not count them."""
        s = self.style
        if not s.months_named or not m.months: return self.number(m.months, '个月')
        if (m.first, m.last) == (1, 12): return self.random.choice(['1-12月', '全年', '1月至12月', f'{self.year}年1-12月', f'{self.year}.1-{self.year}.12', '1—12'])
        return f'{m.first}-{m.last}月' if m.first < m.last else self.number(m.months, '个月')

    def amount(self, m):
        return m.show['_amount'] if self.says(m, '_amount') else m.months * self.rate

    def member_row(self, cols, record, serial):
        v, i, m = record
        yes, no = self.style.flags
        # A column of blanks states nothing; a county without a concurrent post writes 否.
        if not no and not any(x.concurrent for w in self.county.villages for x in w.members): no = '否'
        values = {'serial': serial, 'village': self.village_name(v), 'name': self.person(m.name), 'sex': '男' if m.male else '女',
                  'id': self.identity(m.id), 'role': m.role, 'start': self.date(m.start), 'end': self.date(m.end) if m.end else None, 'concurrent': yes if m.concurrent else no,
                  'account': m.account, 'rate': self.money_rate(), 'months': self.named(m),
                  'due': self.money(m.months * self.rate), 'amount': self.money(self.amount(m)), 'extra': '群众', 'note': None, 'town': None, 'month': None, 'signature': None}
        unmarked = self.document == 'roster' and self.style.unmarked and self.combination == ['roster', 'summary']
        if unmarked: pass
        elif m.concurrent and self.style.marks == 'note' and 'concurrent' not in cols: values['note'] = '兼任纪检委员，不重复发放'
        elif m.concurrent and self.style.marks == 'role' and 'concurrent' not in cols: values['role'] = m.role + '（兼纪检委员）'
        if isinstance(self.value(m, 'id', ''), str): values['id'] = self.identity(self.value(m, 'id', m.id))
        return [values[f] if f == 'id' and isinstance(self.value(m, f, ''), str) else self.value(m, f, values[f]) for f in cols], (v.code, i), v

    def money_rate(self): return f'{self.rate}{self.style.rate_by}' if self.style.rate_by else self.rate

    def summary(self, by_town):
        r = self.random
        fields = (['serial', 'town', 'village_count'] if by_town else ['serial', 'town', 'village']) + ['quota', 'excluded', 'eligible', 'rate', 'months', 'amount', 'note']
        if self.style.listed: fields.insert(fields.index('quota') + 1, 'listed')
        for optional in ('rate', 'months', 'note', 'serial'):
            if r.random() < .3: fields.remove(optional)
        if by_town:
            sheet = Sheet('汇总表')
            cols = fields
            self.head(sheet, cols, 'summary')
            for n, t in enumerate(self.county.towns):
                vs = self.villages(t)
                row = self.aggregate_row(cols, vs, n + 1)
                row[cols.index('town')] = t.name
                for i, f in enumerate(cols): sheet.keys[(t.name, None, f)] = (len(sheet.rows), i)
                sheet.rows.append(row)
            everything = [v for t in self.county.towns for v in self.villages(t)]
            total = self.aggregate_row(cols, everything, None)
            for f in ('rate', 'months'):
                if f in cols: total[cols.index(f)] = None
            total[cols.index('town')] = '合计'
            sheet.rows.append(total)
            self.foot(sheet, len(cols))
            return 'town summary', [self.file(f'{self.county.name}{self.year}年补贴汇总表', [sheet])]
        def build(sheet, towns, only):
            cols = self.columns(fields, self.has_town(only))
            if self.style.towns not in ('heading', 'joined') and only is None and 'town' not in cols: cols.insert(1, 'town')
            header = self.head(sheet, cols, 'summary', only)
            groups = [(t, self.villages(t)) for t in towns]
            addends = {'quota': lambda v: self.world.quota, 'listed': lambda v: len(v.members), 'excluded': lambda v: v.excluded, 'eligible': lambda v: v.show.get('_eligible', len(v.paid)),
                       'amount': self.village_amount}
            def write(v, serial):
                row = self.aggregate_row(cols, [v], serial)
                return [self.value(v, f, x) for f, x in zip(cols, row)], (v.code, None), v
            self.body(sheet, cols, groups, write, addends, header, self.has_town(only))
        return 'summary', self.split('summary', build, '补贴汇总表')

    def village_amount(self, v): return v.show.get('_amount', sum(m.months for m in v.paid) * self.rate)

    def aggregate_row(self, cols, vs, serial):
        values = {'serial': serial, 'town': None, 'village': self.village_name(vs[0]) if len(vs) == 1 else None, 'village_count': self.number(len(vs), '个'),
                  'quota': self.number(len(vs) * self.world.quota, '人'), 'listed': self.number(sum(len(v.members) for v in vs), '人'), 'excluded': self.number(sum(v.excluded for v in vs), '人'),
                  'eligible': self.number(sum(len(v.paid) for v in vs), '人'), 'rate': self.money_rate(), 'months': self.number(12, '个月'),
                  'amount': self.money(sum(self.village_amount(v) for v in vs)), 'note': None, 'extra': None}
        return [values[f] for f in cols]

    def monthly_wide(self):
        r, s = self.random, self.style
        pair = r.random() < .7
        lead = ['serial', 'town', 'village', 'excluded']
        if r.random() < .3: lead.remove('serial')
        def build(sheet, towns, only):
            cols = [c for c in lead if c != 'town' or self.has_town(only)]
            if s.towns not in ('heading', 'joined') and only is None and 'town' not in cols: cols.insert(0, 'town')
            spelled = r.choice([lambda m: f'{m}月', lambda m: f'{m}月份', lambda m: '一二三四五六七八九十'[m - 1] + '月' if m <= 10 else f'十{"一二"[m - 11]}月', lambda m: f'{self.year}年{m}月'])
            top = [self.header(c) for c in cols]; low = [None] * len(cols)
            full = list(cols)
            first_row = len(sheet.rows)
            for m in range(1, 13):
                top += [spelled(m), None]; low += ['人数', f'金额（{s.unit}）' if s.unit_place == 'header' else '金额']; full += [('heads', m), ('money', m)]
            top.append(f'全年合计（{s.unit}）' if s.unit_place == 'header' else '全年合计'); low.append(None); full.append('amount')
            header = self.head(sheet, full, 'monthly', only, groups=(top, low))
            at = len(sheet.rows) - 2 - (1 if s.number_row else 0)
            sheet.merges += [(at, c, at, c + 1) for c in range(len(cols), len(cols) + 24, 2)]
            groups = [(t, self.villages(t)) for t in towns]
            addends = {'excluded': lambda v: v.excluded, 'amount': self.village_amount}
            def write(v, serial):
                row = self.aggregate_row(cols, [v], serial)
                for m in range(1, 13): row += [self.number(v.heads(m)), self.money(v.heads(m) * self.rate)]
                return [self.value(v, f, x) for f, x in zip(full, row + [self.money(self.village_amount(v))])], (v.code, None), v
            self.body(sheet, full, groups, write, addends, header, self.has_town(only))
        return 'monthly', self.split('monthly', build, '补贴月报')

    def monthly_files(self):
        s, r = self.style, self.random
        fields = ['serial', 'town', 'village', 'excluded', 'eligible', 'rate', 'amount', 'note']
        if s.cumulative: fields = ['serial', 'town', 'village', 'excluded', 'rate', 'eligible', 'amount', 'so far', 'so far paid', 'note']
        files, together = [], s.files == 'xlsx' and r.random() < .4
        sheets = []
        towns_style, s.towns = s.towns, s.towns if s.towns in ('column', 'carried', 'merged', 'heading', 'joined') else 'column'
        for month in range(1, 13):
            sheet = Sheet(f'{month}月' if together else ('Sheet1' if s.files == 'xlsx' else ''))
            cols = [f for f in fields if f != 'town' or s.towns not in ('heading', 'joined')]
            if s.title_rows == 0: s.title_rows = 1
            header = self.head(sheet, cols, 'monthly', None, month, groups=self.cumulative_header(sheet, cols) if s.cumulative else None)
            if s.cumulative:
                top = len(sheet.rows) - 2 - s.number_row
                sheet.merges += [(top, cols.index(f), top, cols.index(f) + 1) for f in ('eligible', 'so far')]
            paid = lambda v: v.heads(month) * self.rate
            addends = {'excluded': lambda v: v.excluded, 'eligible': lambda v: v.heads(month), 'amount': paid}
            def write(v, serial):
                so_far = sum(v.heads(x) for x in range(1, month + 1))
                values = {'serial': serial, 'town': None, 'village': self.village_name(v), 'excluded': self.number(v.excluded), 'eligible': self.number(v.heads(month)),
                          'rate': self.money_rate(), 'amount': self.money(paid(v)), 'note': None, 'so far': self.number(so_far), 'so far paid': self.money(so_far * self.rate)}
                return [values[f] for f in cols], (v.code, None), v
            self.body(sheet, cols, [(t, self.villages(t)) for t in self.county.towns], write, addends, header, s.towns not in ('heading', 'joined'))
            if together: sheets.append(sheet)
            else: files.append(self.file(f'{self.county.name}{self.year}年{month}月补贴月报', [sheet]))
        s.towns = towns_style
        return 'monthly', files or [self.file(f'{self.county.name}{self.year}年补贴月报', sheets)]

    def cumulative_header(self, sheet, cols):
        """本月数 and 累计数 above 人数 and 金额."""
        s = self.style
        money = f'金额（{s.unit}）' if s.unit_place == 'header' else '金额'
        low = {'eligible': '人数', 'amount': money, 'so far': self.random.choice(['人次', '人数']), 'so far paid': money}
        high = {'eligible': '本月数', 'so far': self.random.choice(['累计数', '本年累计数'])}
        return [high.get(f) if f in low else self.header(f) for f in cols], [low.get(f) for f in cols]

    SPANS = {'month payments': [(f'{m}月', m, m) for m in range(1, 13)],
             'quarter payments': [(f'第{"一二三四"[q]}季度', q * 3 + 1, q * 3 + 3) for q in range(4)],
             'half payments': [('上半年', 1, 6), ('下半年', 7, 12)],
             'range payments': [('1-4月', 1, 4), ('5-8月', 5, 8), ('9-12月', 9, 12)]}

    def payments_by(self, spans):
        """A payment list for each part of the year: the same people again and again, their part's money each."""
        s, r = self.style, self.random
        fields = ['serial', 'town', 'village', 'name', 'id', 'concurrent', 'rate', 'months', 'amount', 'signature']
        if spans[0][1] == spans[0][2]: fields.remove('months')
        files, sheets = [], []
        one_book = s.files == 'xlsx' and r.random() < .3
        towns_style, s.towns = s.towns, s.towns if s.towns in ('column', 'carried', 'merged', 'heading', 'joined') else 'column'
        for name, first, last in spans:
            sheet = Sheet(name if one_book else 'Sheet1' if s.files == 'xlsx' else '')
            cols = [f for f in fields if f != 'town' or s.towns not in ('heading', 'joined')]
            if s.title_rows == 0: s.title_rows = 1
            header = self.head(sheet, cols, 'payment', None, name)
            def months(m): return max(0, min(last, m.last) - max(first, m.first) + 1) if m.months else 0
            def is_listed(m): return months(m) > 0 or m.concurrent
            def write(x, serial):
                v, i, m = x
                row, key, village = self.member_row(cols, x, serial)
                row[cols.index('amount')] = self.money(months(m) * self.rate)
                if 'months' in cols: row[cols.index('months')] = self.number(months(m), '个月')
                return row, key, village
            groups = [(t, [(v, i, m) for v in self.villages(t) for i, m in enumerate(v.members) if is_listed(m)]) for t in self.county.towns]
            self.body(sheet, cols, groups, write, {'amount': lambda x: months(x[2]) * self.rate}, header, s.towns not in ('heading', 'joined'))
            if one_book: sheets.append(sheet)
            else: files.append(self.file(f'{self.county.name}{self.year}年{name}补贴发放表', [sheet]))
        s.towns = towns_style
        return 'part payments', files or [self.file(f'{self.county.name}{self.year}年补贴发放表', sheets)]

    def ledger(self):
        """A payment list with a column of months: who was paid for which, a row each."""
        s, r = self.style, self.random
        fields = ['serial', 'town', 'month', 'village', 'name', 'id', 'concurrent', 'account', 'amount', 'note']
        def build(sheet, towns, only, village=None):
            cols = self.columns(fields, self.has_town(only))
            if s.towns not in ('heading', 'joined', 'village heading') and only is None and 'town' not in cols: cols.insert(1, 'town')
            if s.towns == 'village heading' or village: cols.remove('village')
            header = self.head(sheet, cols, 'payment', only, village=village)
            def write(x, serial):
                (v, i, m), month = x
                row, key, village = self.member_row(cols, (v, i, m), serial)
                row[cols.index('month')] = s.month_form.format(y=self.year, m=month)
                row[cols.index('amount')] = self.money(0 if m.concurrent else self.rate)
                return row, key, village
            def paid(t):
                members = [(v, i, m) for v in ([village] if village else self.villages(t)) for i, m in enumerate(v.members)]
                rows = [(x, month) for month in range(1, 13) for x in members if x[2].concurrent or x[2].first <= month <= x[2].last]
                # Where a village is written once, or heads its rows, its rows stand together.
                together = not s.by_month or s.villages_carried != 'each' or s.towns == 'village heading' or village
                return sorted(rows, key=lambda x: (x[0][0].code, x[0][1], x[1])) if together else rows
            self.body(sheet, cols, [(t, paid(t)) for t in towns], write, {'amount': lambda x: 0 if x[0][2].concurrent else self.rate}, header, self.has_town(only))
        return 'ledger', self.split('payment', build, '补贴发放台账')

    COMBINATIONS = [['payment'], ['payment', 'town summary'], ['ledger'], ['roster'], ['roster', 'summary'], ['roster', 'payment'], ['summary'], ['wide'],
                    ['roster', 'wide'], ['months'], ['roster', 'months'], ['roster', 'payment', 'summary'], ['roster', 'town summary'], ['month payments'],
                    ['quarter payments'], ['half payments'], ['range payments'], ['roster', 'half payments'],
                    ['roster', 'payment', 'summary', 'wide']]

    def send(self, combination=None):
        made = []
        self.combination = combination or self.random.choice(self.COMBINATIONS)
        for kind in self.combination:
            self.document = kind
            made.append({'payment': lambda: self.members('payment'), 'roster': lambda: self.members('roster'), 'summary': lambda: self.summary(False),
                         'town summary': lambda: self.summary(True), 'wide': self.monthly_wide, 'months': self.monthly_files, 'ledger': self.ledger,
                         **{kind: lambda kind=kind: self.payments_by(self.SPANS[kind]) for kind in self.SPANS}}[kind]())
        return made
