"""Invented counties: their register, their committees, and the figures that these add up to."""
import dataclasses, words

WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

@dataclasses.dataclass
class Member:
    name: str
    id: str
    account: str
    phone: str
    role: str
    male: bool
    concurrent: bool
    start: tuple            # (year, month, day)
    months: int = 12        # months to be paid; 0 for a concurrent member
    born: tuple = (1970, 1, 1)
    first: int = 1          # the months of the year in office
    last: int = 12
    end: tuple = None       # the day of leaving
    show: dict = dataclasses.field(default_factory=dict)    # field → what a faulty cell says instead

@dataclasses.dataclass
class Village:
    code: str
    name: str
    town: 'Town' = None
    kind: str = '村'
    members: list = dataclasses.field(default_factory=list)
    show: dict = dataclasses.field(default_factory=dict)
    written: str = None     # a fault's spelling
    former: str = None      # the name before it was renamed, which the county still writes
    omitted: bool = False
    @property
    def excluded(self): return sum(m.concurrent for m in self.members)
    @property
    def paid(self): return [m for m in self.members if not m.concurrent and m.months]
    def eligible(self, by_month): return max(map(self.heads, range(1, 13))) if by_month else len(self.paid)
    def heads(self, month): return sum(m.first <= month <= m.last for m in self.paid)

@dataclasses.dataclass
class Town:
    name: str
    villages: list
    communities: list

@dataclasses.dataclass
class County:
    code: str
    name: str
    folder: str
    towns: list
    has_terms: bool = False  # whether somebody came or left within the year
    by_month: bool = False   # whether heads are known by month only
    @property
    def villages(self): return [v for t in self.towns for v in t.villages]

def check_digit(id17): return '10X98765432'[sum(int(d) * w for d, w in zip(id17, WEIGHTS)) % 11]

def luhn(digits):
    total = sum(sum(divmod(int(d) * (2 if i % 2 == 0 else 1), 10)) for i, d in enumerate(reversed(digits)))
    return digits + str(-total % 10)

class World:
    """Counties of one upload set under one policy."""
    def __init__(self, random, size=(2, 4)):
        self.random, self.taken, self.serial = random, set(), 0
        self.year = random.choice([2019, 2020, 2021, 2022, 2023, 2024])
        self.rate = random.choice([240, 240, 200, 300, 180])
        self.quota = random.choice([3, 3, 3, 5])
        self.places = set()
        names = [('甲宁市', 'jianing'), ('乙和县', 'yihe'), ('丙安市', 'bingan')]
        self.counties = [self.county(f'9901{i + 1:02}', n, f, size) for i, (n, f) in enumerate(names)]

    def place(self):
        while True:
            name = self.random.choice(words.PLACES_A) + self.random.choice(words.PLACES_B)
            if name not in self.places:
                self.places.add(name)
                return name

    def county(self, code, name, folder, size):
        r, county = self.random, None
        county = County(code, name, folder, [])
        shared_name = self.place()          # a homonym: one name in two towns
        for t in range(r.randint(*size)):
            suffix = r.choice(['镇', '镇', '街道', '街道办事处', '乡'])
            town = Town(self.place() + suffix, [], [])
            bases = [self.place() for _ in range(r.randint(3, 6))]
            if t < 2: bases[1] = shared_name
            form = r.choice(['村委会', '村委会', '村民委员会'])
            for i, base in enumerate(bases):
                village = Village(f'{code}{100 + t:03}{200 + i:03}', base + form, town)
                chair = r.random() < .15
                for k in range(self.quota): village.members.append(self.member(code, k == 0, chair and k == 0))
                town.villages.append(village)
            town.communities.append(Village(f'{code}{100 + t:03}001', self.place() + r.choice(['社区居委会', '居委会']), town, '居'))
            if r.random() < .5: town.communities.append(Village(f'{code}{100 + t:03}002', bases[0] + '社区居委会', town, '居'))
            county.towns.append(town)
        return county

    def member(self, area, chair, concurrent):
        r = self.random
        self.serial += 1
        male = r.random() < .6
        born = (self.year - r.randint(28, 62), r.randint(1, 12), r.randint(1, 28))
        order = self.serial % 400 * 2 + (1 if male else 0)
        body = f'{area}{born[0]:04}{born[1]:02}{born[2]:02}{order:03}'
        name = r.choice(words.SURNAMES) + ''.join(r.choice(words.GIVEN) for _ in range(r.choice([1, 2, 2])))
        return Member(name, body + check_digit(body), luhn(f'622848{self.serial:012}'), f'139{self.serial:08}',
                      '主任' if chair else '委员', male, concurrent, (self.year - r.randint(1, 4), r.randint(1, 12), r.randint(1, 28)),
                      0 if concurrent else 12, born)

    def turn_over(self, county):
        """Members who leave within the year, most of them with a successor from the next month on."""
        r = self.random
        county.has_terms = True
        turned = set()
        for v in r.sample(county.villages, min(len(county.villages), r.randint(1, 3))):
            leaver = next((m for m in reversed(v.members) if not m.concurrent), None)
            if leaver is None: continue
            month = r.randint(1, 11)
            leaver.last = leaver.months = month
            leaver.end = (self.year, month, r.randint(1, 28))
            turned.add(v.code)
            if r.random() < .3: continue
            successor = self.member(county.code, leaver.role == '主任', False)
            successor.first, successor.months = month + 1, 12 - month
            successor.start = (self.year, month + 1, r.randint(1, 28))
            v.members.append(successor)
        return turned

    def rename(self, county):
        """A village that the county still calls by its former name."""
        village = self.random.choice(county.villages)
        form = next(f for f in ('村民委员会', '村委会') if village.name.endswith(f))
        village.former = self.place() + form
        return village

    def aliases(self):
        rows = ['county,town,alias,code,from,until']
        for c in self.counties:
            rows += [f'{c.name},{v.town.name},{v.former},{v.code},,' for v in c.villages if v.former]
        return '\n'.join(rows) + '\n'

    def register(self):
        rows = ['code,county,town,name,kind']
        for c in self.counties:
            for t in c.towns:
                rows += [f'{v.code},{c.name},{t.name},{v.name},{v.kind}' for v in t.communities + t.villages]
        return '\n'.join(rows) + '\n'

    def expected(self):
        rows = ['county_code,county,villages,quota,concurrent,eligible,member_months,amount_yuan']
        for c in self.counties:
            vs = [v for v in c.villages if not v.omitted]
            months = sum(m.months for v in vs for m in v.paid)
            rows.append(f'{c.code},{c.name},{len(vs)},{len(vs) * self.quota},{sum(v.excluded for v in vs)},{sum(v.eligible(c.by_month) for v in vs)},{months},{months * self.rate}.00')
        return '\n'.join(rows) + '\n'

    def allocation(self):
        rows = ['county_code,line,amount,unit']
        for c in self.counties:
            amount = sum(m.months for v in c.villages for m in v.paid) * self.rate
            rows.append(f'{c.code},补贴,{amount},元')
        return '\n'.join(rows) + '\n'
