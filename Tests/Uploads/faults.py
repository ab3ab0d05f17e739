"""Faults with their cells and codes, planted so that the sums above a changed figure follow it."""

def letters(column):
    text = ''
    column += 1
    while column: column, rest = divmod(column - 1, 26); text = chr(65 + rest) + text
    return text

class Planter:
    """Changes who says what before a county is laid out, and writes down the cells afterwards."""
    def __init__(self, random, world, county, style):
        self.r, self.world, self.county, self.style = random, world, county, style
        self.planned, self.used = [], set()     # used: villages whose figures are settled already

    def member(self, need=lambda m: not m.concurrent):
        """A member who was in office the whole year."""
        choices = [(v, i, m) for v in self.county.villages for i, m in enumerate(v.members)
                   if v.code not in self.used and m.months in (0, 12) and need(m)]
        v, i, m = self.r.choice(choices)
        self.used.add(v.code)
        return v, i, m

    def village(self, need=lambda v: True):
        v = self.r.choice([v for v in self.county.villages if v.code not in self.used and need(v)])
        self.used.add(v.code)
        return v

    def plan(self, code, document, village, index, field, expected, actual): self.planned.append((code, document, village, index, field, expected, actual))

    def show(self, owner, document, field, value, amount=None):
        owner.show.update({'doc': document, field: value})
        if amount is not None: owner.show['_amount'] = amount

    def before(self, combination):
        rate = self.world.rate
        members = 'payment' if 'payment' in combination else 'roster' if 'roster' in combination else None
        alone = len(combination) == 1
        kinds = []
        if members: kinds += ['check', 'account', 'lost', 'twice', 'shared']
        if members == 'roster': kinds += ['sex']
        if members == 'payment': kinds += ['error', 'months', 'thirteen', 'less', 'rate', 'odd', 'dual']
        if members and alone: kinds += ['fourth', 'second', 'spelling']
        if combination == ['summary']: kinds += ['quota', 'heads', 'nothing', 'odd village', 'spelling']
        if 'wide' in combination and alone: kinds += ['spelling']
        kinds += ['total']
        if alone and not set(combination) & {'months', 'month payments', 'town summary', 'ledger'}: kinds += ['omitted']
        for kind in self.r.sample(kinds, min(len(kinds), self.r.randint(1, 3))):
            try: self.plant(kind, members or combination[0], rate)
            except IndexError: pass     # a small county has no village left that is free of other faults

    def plant(self, kind, document, rate):
        r, number_ids = self.r, self.style.files == 'xlsx'
        if kind == 'check':
            v, i, m = self.member()
            # One that ends in 000 is a number that lost its last digits.
            wrong = next(m.id[:-1] + d for d in '012' if d != m.id[-1] and not (m.id[:-1] + d).endswith('000'))
            self.show(m, document, 'id', wrong); self.plan('DZ601', document, v, i, 'id', m.id, wrong)
        elif kind == 'account':
            v, i, m = self.member(); wrong = m.account[:-1] + str((int(m.account[-1]) + 3) % 10)
            self.show(m, document, 'account', wrong); self.plan('DZ611', document, v, i, 'account', m.account, wrong)
        elif kind == 'lost' and number_ids:
            v, i, m = self.member(lambda m: not m.concurrent and m.id[-1] != 'X'); lost = float(m.id[:15] + '000')
            self.show(m, document, 'id', lost); self.plan('DZ110', document, v, i, 'id', m.id, '15 digits')
        elif kind == 'twice':
            v, i, m = self.member(); w, j, n = self.member()
            if [x.code for x in self.county.villages].index(v.code) > [x.code for x in self.county.villages].index(w.code): v, i, m, w, j, n = w, j, n, v, i, m
            self.show(n, document, 'id', m.id); n.show['name'] = m.name; self.plan('DZ602', document, w, j, 'id', 'one village', v.code)
        elif kind == 'shared':
            v, i, m = self.member(); w, j, n = self.member()
            self.show(n, document, 'account', m.account); self.plan('DZ604', document, w, j, 'account', 'own', 'shared')
        elif kind == 'sex':
            v, i, m = self.member(); self.show(m, document, 'sex', '女' if m.male else '男'); self.plan('DZ612', document, v, i, 'sex', '', '')
        elif kind == 'error' and number_ids:
            v, i, m = self.member(); self.show(m, document, 'amount', r.choice(['#REF!', '#N/A', '#VALUE!'])); self.plan('DZ106', document, v, i, 'amount', m.months * rate, 'error')
        elif kind == 'months':
            v, i, m = self.member(); self.show(m, document, 'months', r.choice(['十二个月左右', '约12', '3+9', '全年？'])); self.plan('DZ205', document, v, i, 'months', 12, 'words')
        elif kind == 'thirteen':
            v, i, m = self.member(); self.show(m, document, 'months', 13, 13 * rate); self.plan('DZ403', document, v, i, 'months', 12, 13)
        elif kind == 'less':
            v, i, m = self.member(); self.show(m, document, '_', None, 11 * rate); self.plan('DZ404', document, v, i, 'amount', 12 * rate, 11 * rate)
        elif kind == 'rate':
            v, i, m = self.member(); self.show(m, document, 'rate', rate + 10, 12 * (rate + 10)); self.plan('DZ401', document, v, i, 'rate', rate, rate + 10)
        elif kind == 'odd':
            v, i, m = self.member(); self.show(m, document, '_', None, 12 * rate - 10); self.plan('DZ402', document, v, i, 'amount', 12 * rate, 12 * rate - 10)
        elif kind == 'dual':
            v, i, m = self.member(); self.show(m, document, 'concurrent', self.style.flags[0]); self.plan('DZ606', document, v, i, 'concurrent', 'unpaid', 'paid')
        elif kind == 'fourth':
            v = self.village(lambda v: v.excluded == 0); v.members.append(self.world.member(self.county.code, False, False)); self.plan('DZ303', document, v, 0, 'village', self.world.quota, len(v.members))
        elif kind == 'second':
            v = self.village(); v.members.pop(); self.plan('DZ306', document, v, 0, 'village', self.world.quota, len(v.members))
        elif kind == 'spelling':
            v = self.village(); v.written = '错' + v.name; self.plan('DZ201', document, v, 0 if document in ('payment', 'roster') else None, 'village', v.name, v.written)
        elif kind == 'quota':
            v = self.village(); self.show(v, document, 'quota', '约3'); self.plan('DZ205', document, v, None, 'quota', 3, '约3')
        elif kind == 'heads':
            v = self.village(lambda v: v.excluded == 0); self.show(v, document, 'eligible', self.world.quota + 1); v.show['_eligible'] = self.world.quota + 1
            self.plan('DZ302', document, v, None, 'eligible', self.world.quota, self.world.quota + 1)
        elif kind == 'nothing':
            v = self.village(lambda v: v.excluded == 0); self.show(v, document, 'excluded', r.choice(['/', '—'])); self.plan('DZ206', document, v, None, 'excluded', 0, '/')
        elif kind == 'odd village':
            v = self.village(); self.show(v, document, '_', None, len(v.paid) * 12 * rate - 10); self.plan('DZ402', document, v, None, 'amount', '', '')
        elif kind == 'omitted':
            v = self.village(); v.omitted = True; self.plan('DZ301', None, v, None, 'village', 'present', 'absent')
        elif kind == 'total': self.planned.append(('DZ408', None, None, None, 'total', '', ''))

    def after(self, made, layout):
        lines = []
        # A workbook that two documents share has the second one's sheets among its own.
        other = {id(sheet): kind for kind, files in made for file in files if file.is_part for sheet in file.sheets}
        for code, document, village, index, field, expected, actual in self.planned:
            if code == 'DZ301': lines.append(self.absent(village, made, expected, actual)); continue
            if code == 'DZ408':
                line = self.total(made, layout)
                if line: lines.append(line)
                continue
            for kind, files in made:
                if kind != (document if document != 'wide' else 'monthly'): continue
                for file in files:
                    for sheet in file.sheets:
                        if other.get(id(sheet), kind) != kind: continue
                        at = sheet.keys.get((village.code, index, field))
                        if at: lines.append(self.line(code, village, file.name, sheet.name, letters(at[1]) + str(at[0] + 1), field, expected, actual))
        return lines

    def absent(self, village, made, expected, actual):
        beside = {v.code for v in village.town.villages}
        file, sheet = next((f, s) for _, files in made for f in files for s in f.sheets if any(k[0] in beside for k in s.keys))
        return self.line('DZ301', village, file.name, '', '', 'village', expected, actual)

    def total(self, made, layout):
        # A sum over a cell without a value ties to nothing, so a wrong one there is no fault that anybody could find.
        broken = {(v.code, i) for code, _, v, i, field, _, _ in self.planned if code in ('DZ106', 'DZ205') and field == 'amount'}
        sheets = [(f, s, at) for kind, files in made if kind in ('payment', 'summary') for f in files for s in f.sheets
                  if not any(key[:2] in broken for key in s.keys)
                  for key, at in s.keys.items() if key[0] == 'sum' and 'amount' in at[1]]
        if not sheets: return None
        file, sheet, (row, fields) = self.r.choice(sheets)
        column = fields.index('amount')
        before = sheet.rows[row][column]
        # No whole rate explains a hundred yuan.
        sheet.rows[row][column] = layout.money(self.worth(before, layout) + 100)
        return self.line('DZ408', None, file.name, sheet.name, letters(column) + str(row + 1), 'total', before, sheet.rows[row][column])

    def worth(self, value, layout):
        if layout.style.unit == '万元': return round(float(value) * 10000)
        text = ''.join(c for c in str(value).translate(str.maketrans('０１２３４５６７８９', '0123456789')) if c.isdigit() or c == '.')
        return round(float(text))

    def line(self, code, village, file, sheet, cell, field, expected, actual):
        return ','.join(str(x).replace(',', '') for x in (code, self.county.name, village.code if village else '', village.name if village else '', file.rpartition('/')[2], sheet, cell, field, expected, actual, ''))
