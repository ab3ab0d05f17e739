"""One upload set from a seed: three counties' files, register, pipeline, and what is true of them."""
import copy, os, random, shutil
import faults, sending, shapes, write
from documents import Documents
from style import Style
from world import World

HEADER = 'code,county,village_code,village,file,sheet,cell,field,expected,actual,note'
START = 1_500_000_000

def make(seed, folder, faulty=False):
    r = random.Random(seed)
    world = World(r)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    def put(name, text):
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as f: f.write(text)
    shapes_of, truth = [], []
    for county in world.counties:
        style = Style(r, world, True)
        layout = Documents(world, county, style)
        planter = faults.Planter(r, world, county, style) if faulty else None
        combination = r.choice(Documents.COMBINATIONS)
        settled = set()
        # A summary has no room for who came and went; its heads would be posts in one county and persons in the next.
        if r.random() < .3 and not set(combination) & {'summary', 'town summary'}: settled |= world.turn_over(county)
        county.by_month = not set(combination) - {'wide', 'months'}
        if r.random() < .2: settled.add(world.rename(county).code)
        if planter:
            planter.used |= settled
            planter.before(combination)
            layout.needs = {field for _, _, _, _, field, _, _ in planter.planned}
            # A fault in a village's name needs a cell that holds it.
            if 'village' in layout.needs and style.towns.startswith('village'): style.towns = 'column'
        made = layout.send(combination)
        former = sending.arrange(r, layout, made)
        if planter: truth += planter.after(made, layout)
        inbox = os.path.join(folder, 'inbox', county.folder)
        os.makedirs(inbox)
        files = [file for _, files in made for file in files]
        for file in files: noise(r, layout, file)
        write.write(files + former, inbox, START, layout.style.formulas, r)
        clutter(r, layout, made, inbox)
        shapes_of.append(f'{county.name}: {"+".join(combination)} {vars(style)}')
    put('register.csv', world.register()); put('allocation.csv', world.allocation()); put('aliases.csv', world.aliases())
    put('truth.csv', '\n'.join([HEADER] + truth) + '\n')
    if not faulty: put('expected-counties.csv', world.expected())
    put('policy.yaml', f'id: generated\ntitle: generated\nperiod: ["{world.year}-01", "{world.year}-12"]\nrules:\n  - rate_yuan: "{world.rate}"\n    quota: {world.quota}\npart_months: paid\nplausible_ages: ["18", "85"]\n')
    put('pipeline.yaml', 'name: generated\nlanguage: zh\ninbox: inbox\noutput: out\nregister: register.csv\naliases: aliases.csv\npolicy: policy.yaml\nallocation: allocation.csv\nsubsidy_line: 补贴\ncounties:\n'
        + ''.join(f'  - name: {c.name}\n    folders: [{c.folder}]\n' for c in world.counties))
    put('shape.txt', '\n'.join(shapes_of) + '\n')

def noise(r, layout, file):
    """What lies in a workbook beside its tables."""
    s = layout.style
    if file.kind != 'xlsx' or file.is_part or r.random() < .5: return
    if s.extra_sheets:
        file.sheets.append(shapes.Sheet(r.choice(['Sheet2', 'Sheet3'])))
        if r.random() < .5: file.sheets.insert(0, shapes.Sheet('填表说明', [['填表说明'], ['一、本表由各镇（街）民政办填写。'], ['二、金额按实际发放数填写。']]))
    if s.last_year and len(file.sheets) < 20:
        old = copy.deepcopy(next(x for x in file.sheets if x.rows and x.keys))
        old.name = f'{layout.year - 1}年' if not any(x.name == f'{layout.year - 1}年' for x in file.sheets) else '旧'
        old.hidden = s.last_year == 'hidden'
        for row in old.rows:
            for c, v in enumerate(row):
                if isinstance(v, str): row[c] = v.replace(layout.year_text(layout.year), layout.year_text(layout.year - 1))
        file.sheets.append(old)

def clutter(r, layout, made, inbox):
    """What lies in a folder beside the documents: lock files and copies."""
    name = sorted(os.listdir(inbox))[0]
    if r.random() < .3:
        with open(os.path.join(inbox, '~$' + name), 'wb') as f: f.write(b'\x05user' + name.encode() + b' ' * 50)
    if r.random() < .2:
        stem, dot, kind = name.rpartition('.')
        shutil.copy2(os.path.join(inbox, name), os.path.join(inbox, f'{stem} - 副本.{kind}'))
