"""A county's habits: how it lays out and writes whatever it sends."""
import words

class Style:
    """A county's habits."""
    def __init__(self, random, world, member_documents):
        r = self.random = random
        self.head = {k: r.choice(v) for k, v in words.HEADERS.items()}
        self.unit = r.choice(['元', '元', '元', '元', '万元', '千元'])
        self.unit_place = r.choice(['row', 'header', 'title'])
        # stacked, beside: a table a town, one below or beside the other.
        # joined: a town and its village in one cell; village heading, village sheets: a row or a sheet names the village.
        self.towns = r.choice(['column', 'carried', 'merged', 'heading', 'sheets', 'workbooks', 'stacked', 'joined', 'village heading', 'village sheets', 'beside'])
        self.joint = r.choice(['', '', '-', '—', '\n'])
        self.numbered = r.choice([None] * 6 + ['{n}.{name}', '（{n}）{name}', '{n}、{name}', '{name}（{count}人）'])
        self.year_words = r.choice(['figures'] * 5 + ['characters', 'zero', 'wide', 'fiscal'])
        self.months_named = r.random() < .15
        self.rate_by = r.choice([''] * 6 + ['元/月', '元/人·月'])
        self.total_first = r.random() < .1
        self.total_bare = r.random() < .1
        self.example = r.random() < .1
        self.marks = r.choice(['column'] * 5 + ['role', 'note'])
        self.village_form = r.choice(['full', 'full', 'base', 'village', 'long'])
        self.villages_carried = r.choice(['each', 'each', 'carried', 'merged'])
        self.files = r.choice(['xlsx', 'xlsx', 'csv'])
        self.encoding = r.choice(['utf-8', 'utf-8-sig', 'gb18030', 'utf-16'])
        self.delimiter = '\t' if self.encoding == 'utf-16' else r.choice([',', ',', ';', '\t'])
        self.title_rows = r.choice([0, 1, 2, 2])
        if self.unit != '元' and self.unit_place != 'header' and self.title_rows == 0: self.title_rows = 2
        self.number_row = r.random() < .2
        self.two_level = r.random() < .3
        self.blank_rows = r.random() < .2
        self.page = r.choice([0, 0, 0, 13])
        self.subtotals = r.choice(['none', 'town', 'town', 'label'])
        self.total = r.random() < .7
        self.ofwhich = r.random() < .2
        self.sign = r.choice([True, True, False])
        self.note = r.random() < .3
        self.gaps = r.random() < .1
        self.void_row = r.random() < .2
        self.spaces = r.random() < .3
        self.number_text = r.choice(['number', 'number', 'number', 'grouped', 'suffix', 'fullwidth', 'text', 'chinese'])
        self.dates = r.choice(['dots', 'chinese', 'compact', 'slash', 'iso', 'date', 'month'])
        self.flags = r.choice([('是', '否'), ('是', ''), ('√', ''), ('兼任', '不兼任'), ('是', '/'), ('Y', 'N'), ('有', '无')])
        self.extra = r.random() < .3
        self.order = r.random() < .4
        self.id_form = r.choice(['plain', 'plain', 'tab', 'quote', 'space'])
        self.date1904 = r.random() < .1
        self.indent = r.random() < .1
        self.last_year = r.choice([None, None, 'visible', 'hidden'])
        self.extra_sheets = r.random() < .3
        self.in_words = r.random() < .2      # 大写金额 below the total
        self.hides = r.random() < .1
        self.formulas = r.random() < .3
        self.cumulative = r.random() < .3
        self.archived = r.random() < .1
        self.together = r.random() < .3
        self.superseded = r.choice([None, None, None, 'words', 'number', 'final', 'date', 'time'])
        if self.towns in ('stacked', 'beside'): self.title_rows = max(1, self.title_rows)
        self.page_sums = r.random() < .4     # 本页小计 above each page's repeated header
        self.numbering = r.choice(['figures', 'brackets', 'letters'])
        self.unmarked = r.random() < .3      # a roster that says nothing of concurrent posts beside a summary that counts them
        self.listed = r.random() < .3        # who is there, beside who is paid
        self.month_form = r.choice(['{m}月', '{y}年{m}月', '{y}{m:02}', '{m}', '{y}.{m:02}'])
        self.by_month = r.random() < .5      # a ledger's rows by month, or by person
