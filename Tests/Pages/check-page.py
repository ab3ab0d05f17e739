#!/usr/bin/env python3
"""report.html in a real browser: no console error, no request, figures as in the CSVs, nothing wider than the window, names that are HTML do no harm,
the three worst problems without scrolling, and readable without scripts. Needs chromium; exit 77 without it.
"""
import csv, os, pathlib, re, shutil, subprocess, sys, tempfile

from playwright.sync_api import sync_playwright

PROJECT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["DUIZHANG_PROGRAM"]
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
failures = []


def expect(truth, text):
    if not truth: failures.append(text)


def table(current, name):
    return list(csv.DictReader(open(current / (name + ".csv"), encoding="utf-8-sig", newline="")))


def number(text):
    """A figure without what people add to it: signs of gain, separators, blanks for missing."""
    # The total's sum is named, for it is one of the lines.
    text = text.strip().removeprefix("科目之和").removeprefix("Σ lines").strip()
    return "" if text in ("—", "缺", "missing") else text.replace(",", "").replace("+", "")


def figures(page, current, article):
    """Every figure of the page's tables equals its CSV's."""
    seen = 0
    for name, key in (("counties", "county_code"), ("budget", "line"), ("claims", "claim_id")):
        rows = {row[key]: row for row in table(current, name)}
        # One call for a table: a call a cell takes a minute.
        shown = page.locator(f"article.{article} table[data-table={name}] tbody tr").evaluate_all(
            "rows => rows.map(row => [row.dataset.key, [...row.querySelectorAll('td[data-field]')].map(cell => [cell.dataset.field, cell.textContent])])")
        expect(len(shown) == len(rows), f"{name}: {len(shown)} rows on the page, {len(rows)} in the CSV")
        for shown_key, cells in shown:
            truth = rows[shown_key]
            for field, text in cells:
                wanted = truth[field]
                if field == "villages_reported" and wanted: wanted += " / " + truth["villages_registered"]
                # In English a unit is a word of its own, or a multiple of yuan.
                if field == "stated" and article == "zh": wanted += truth["unit"]
                elif field == "stated": text = text.split()[0].removesuffix("%"); wanted = wanted.removesuffix("%")
                expect(number(text) == wanted.replace("+", ""), f"{name} {shown_key} {field}: page {text!r}, CSV {wanted!r}")
                seen += 1
    expect(seen > 50, f"only {seen} figures on the page")


def reasons(page, current, article, name):
    """Which county differs, by how much and why: each link leads to the finding, and they are those that the table's causes come to."""
    rows = table(current, "discrepancies")
    causes = {row["fingerprint"]: [cause for cause in row["caused_by"].split(";") if cause] for row in rows}
    for row in table(current, "counties"):
        entry = page.locator(f"article.{article} .brief>li", has_text=row["county"])
        differs = row["difference_yuan"] not in ("", "0.00")
        expect((number(re.search(r"[-+]?[\d,]+\.\d\d", entry.text_content())[0]) == row["difference_yuan"]), f"{name}: {row['county']} is not told by its difference")
        roots, left = set(), [cause for found in rows if found["code"] == "DZ502" and found["county"] == row["county"] for cause in causes[found["fingerprint"]]]
        while left:
            cause = left.pop()
            if causes[cause]: left += causes[cause]
            else: roots.add(cause)
        links = entry.locator("ul.due a").evaluate_all("links => links.map(link => link.getAttribute('href').slice(1))")
        expect(len(links) == min(len(roots), 6) and set(links) <= {f"{article}-{root.replace('#', '-')}" for root in roots}, f"{name}: {row['county']} names {links}, not {roots}")
        expect(differs == bool(links), f"{name}: {row['county']} differs by {row['difference_yuan']} and names {links}")
        for link in links: expect(page.locator(f"[id='{link}']").count() == 1, f"{name}: {link} leads nowhere")


def look(browser, current, language, width, script=True):
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    page = context.new_page()
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((current / "report.html").as_uri())
    name = f"{current} {language} {width}{'' if script else ' without scripts'}"
    if language == "en": page.locator("label[for=lang-en]").click()
    expect(not said, f"{name}: console: {said}")
    expect(len(asked) == 1, f"{name}: requests: {asked}")
    article = page.locator(f"article.{language}")
    expect(article.is_visible() and page.locator("article:visible").count() == 1, f"{name}: one language at a time")
    worst = page.locator(f"article.{language} .worst li")
    for index in range(worst.count()):
        box = worst.nth(index).bounding_box()
        expect(box and box["y"] + box["height"] <= 900, f"{name}: problem {index + 1} lies below the first screen")
    if script:
        wide = page.evaluate("document.documentElement.scrollWidth")
        expect(wide <= width, f"{name}: the page is {wide} wide")
        cut = page.evaluate("""name => [...document.querySelectorAll(`article.${name} svg`)].filter(svg => {
            const frame = svg.getBoundingClientRect();
            return [...svg.querySelectorAll('text')].some(text => { const box = text.getBoundingClientRect();
              return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2 }) }).length""", language)
        expect(cut == 0, f"{name}: {cut} pictures with a text that is cut off")
        laid = page.evaluate("""name => [...document.querySelectorAll(`article.${name} svg`)].reduce((sum, svg) => {
            const boxes = [...svg.querySelectorAll('text')].map(text => text.getBoundingClientRect());
            return sum + boxes.filter((a, i) => boxes.some((b, j) => j > i && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)).length }, 0)""", language)
        expect(laid == 0, f"{name}: {laid} texts over others in pictures")
        labels = page.evaluate("name => [...document.querySelectorAll(`article.${name} svg`)].every(svg => svg.getAttribute('aria-label'))", language)
        expect(labels, f"{name}: a picture without words")
        found = page.locator(f"article.{language} details.finding")
        if found.count() > 3:
            page.locator(f"article.{language} .filter input").fill("DZ408")
            left = [text for text in found.all_text_contents() if "DZ408" in text]
            expect(page.locator(f"article.{language} details.finding:visible").count() == len(left), f"{name}: the filter")
        if width == 1280:
            cut = page.locator(f"article.{language} .scroll").evaluate_all("regions => regions.filter(region => region.scrollWidth > region.clientWidth).length")
            expect(cut == 0, f"{name}: {cut} tables are cut off")
        spoken = page.locator(f"article.{language} .tag").all_text_contents()
        expect(all(bool(re.search("[\u4e00-\u9fff]", text)) == (language == "zh") for text in spoken), f"{name}: {sorted(set(spoken))}")
        reasons(page, current, language, name)
        figures(page, current, language)
    problems = worst.count()
    context.close()
    return problems


def publish(folder, inbox, **more):
    output = folder / "output"
    subprocess.run([PROGRAM, "run", more.get("pipeline", PROJECT / "pipelines/jiangmen-2021.yaml"), "--inbox", inbox, "--output", output],
                   capture_output=True)
    return output / "current"


def hostile(folder):
    """A county, a village and a budget line whose names are HTML and formulas."""
    name = "<img src=x onerror=alert(1)>"
    (folder / "inbox/440799").mkdir(parents=True)
    (folder / "register.csv").write_text(f'code,county,town,name,kind\n440799001201,甲市,"<b>镇",{name}村委会,村\n', encoding="utf-8")
    (folder / "budget.csv").write_text(f"line,stage,amount,unit\n{name}</table>,allocated,1,万元\n=1+1,allocated,2,万元\n", encoding="utf-8")
    (folder / "report.txt").write_text("<script>alert(1)</script>共{{title}}3个村，另拨付7万元。", encoding="utf-8")
    (folder / "inbox/440799/发放表.csv").write_text(
        f"序号,村名,姓名,补贴标准,月数,实发金额\n1,{name}村委会,<u>张</u>三,240,<i>12</i>,2880\n2,\"</svg><script>alert(2)</script>\",李四,240,12,2880\n", encoding="utf-8")
    (folder / "p.yaml").write_text(
        f"name: '{name}'\ninbox: inbox\nregister: register.csv\nbudget: budget.csv\nreport: report.txt\npolicy: {PROJECT}/pipelines/policy/village-supervision-2021.yaml\n"
        f"subsidy_line: '{name}</table>'\ncounties:\n  - name: 甲市\n    folders: ['440799']\n", encoding="utf-8")
    return publish(folder, folder / "inbox", pipeline=folder / "p.yaml")


if not BROWSER: sys.exit(77)
with tempfile.TemporaryDirectory() as place, sync_playwright() as play:
    folder = pathlib.Path(place)
    subprocess.run([PROGRAM, "sample", folder / "faults", "--faults"], check=True, capture_output=True)
    for key in ("clean", "faulty", "hostile"): (folder / key).mkdir()
    clean, faulty, evil = publish(folder / "clean", PROJECT / "data"), publish(folder / "faulty", folder / "faults"), hostile(folder / "hostile")
    browser = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
    for width in (1280, 390):
        for language in ("zh", "en"):
            look(browser, clean, language, width)
            expect(look(browser, faulty, language, width) == 3, "a faulty run shows its three worst problems")
    look(browser, faulty, "en", 1280, script=False)
    page = browser.new_page()
    page.goto((evil / "report.html").as_uri())
    expect(page.locator("img, u, i, b, article script").count() == 0, "names of the uploads become elements of the page")
    page.goto((evil / "self-evaluation.html").as_uri())
    expect(page.locator("img, u, i, b, script").count() == 0, "names of the uploads become elements of the self-evaluation")
    for key, current in (("clean", clean), ("faulty", faulty)):
        for width in (1280, 390):
            sheet = browser.new_page(viewport={"width": width, "height": 900})
            said = []
            sheet.on("console", lambda message: said.append(message.text))
            sheet.goto((current / "self-evaluation.html").as_uri())
            expect(sheet.evaluate("document.documentElement.scrollWidth") <= width, f"{key}: the self-evaluation is wider than {width}")
            expect(not said, f"{key}: the self-evaluation's console: {said}")
            sheet.close()
    text = (evil / "report.html").read_text(encoding="utf-8")
    expect("onerror=alert(1)&gt;" in text, "the hostile name is not on the page")
    paper = browser.new_page()
    paper.goto((faulty / "report.html").as_uri())
    paper.pdf(path=folder / "page.pdf", format="A4", prefer_css_page_size=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", (folder / "page.pdf").read_bytes()))
    expect(1 <= pages <= 12, f"the page prints on {pages} sheets")
    browser.close()
for failure in failures[:30]: print(failure, file=sys.stderr)
sys.exit(bool(failures))
