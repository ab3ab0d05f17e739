"""How laid-out documents are sent: two on a sheet or in a workbook, in an archive, and again after a correction."""
import copy, re

def arrange(r, layout, made):
    """Joins and renames files in place; returns former versions that the made ones replace."""
    s = layout.style
    if s.together and s.files == 'xlsx' and len(made) > 1: join(r, layout, made)
    former = [replaced(r, layout, made)] if s.superseded else []
    former = [f for f in former if f]
    if s.archived and not former:
        archive = f'{layout.county.name}{layout.year}年上报材料.zip'
        for _, files in made:
            for file in files: file.name = f'{archive}/{file.name}'
    return former

def join(r, layout, made):
    """Puts the second document of one sheet below the first's table, or beside its sheet."""
    (_, first), (_, second) = made[0], made[1]
    if len(first) != 1 or len(second) != 1: return
    # Below blocks that stand side by side nobody puts a table of other columns.
    if layout.style.towns != 'beside' and len(first[0].sheets) == 1 and len(second[0].sheets) == 1 and r.random() < .5:
        above, below = first[0].sheets[0], second[0].sheets[0]
        above.rows += [[None]] * r.randint(1, 3)
        down = len(above.rows)
        above.rows += below.rows
        above.merges += [(a + down, b, c + down, d) for a, b, c, d in below.merges]
        above.hidden_rows |= {row + down for row in below.hidden_rows}
        above.struck_rows |= {row + down for row in below.struck_rows}
        # The second document's cells are looked up by its own keys, in rows that stand on the first's sheet.
        below.name, below.rows, below.merges = above.name, above.rows, []
        below.keys = {key: ((at[0] + down, at[1])) for key, at in below.keys.items()}
        second[0].name, second[0].sheets = first[0].name, [below]
        second[0].is_part = True
    else:
        names = {sheet.name for sheet in first[0].sheets}
        for sheet in second[0].sheets:
            if sheet.name in names: sheet.name = f'{sheet.name}({len(names)})' if sheet.name != 'Sheet1' else 'Sheet9'
            names.add(sheet.name)
        first[0].sheets += second[0].sheets
        second[0].name, second[0].is_part = first[0].name, True

def replaced(r, layout, made):
    """The version that came before one of the files, with other figures."""
    kind, files = r.choice(made)
    file = r.choice(files)
    if file.is_part or any(other.is_part and other.name == file.name for _, others in made for other in others): return None
    how = layout.style.superseded
    if how == 'date' and not layout.style.sign: how = 'time'
    old = copy.deepcopy(file)
    for sheet in old.sheets:
        cells = [at for key, at in sheet.keys.items() if key[0] != 'sum' and key[-1] == 'amount']
        for row, column in cells[:3]:
            value = sheet.rows[row][column]
            if isinstance(value, (int, float)): sheet.rows[row][column] = value + (value and layout.rate * (1 if layout.style.unit == '元' else .0001))
        sheet.keys = {}
        sheet.rows.append(['（初稿）'])
        if how == 'date':
            for row in sheet.rows:
                for c, value in enumerate(row):
                    if isinstance(value, str): row[c] = re.sub(r'年1月\d+日$', '年1月2日', value)
    stem, dot, suffix = file.name.rpartition('.')
    if how == 'words': file.name = stem + r.choice(['（更正）', '-修订版', '重报']) + dot + suffix
    elif how == 'number': file.name = stem + r.choice(['(2)', '（2）']) + dot + suffix
    elif how == 'final': file.name, old.name = stem + '最终版2' + dot + suffix, stem + '最终版' + dot + suffix
    else: old.name = '初稿' + old.name
    file.late = 86400 if how != 'date' else 0
    return old
