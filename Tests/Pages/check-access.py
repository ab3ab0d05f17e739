#!/usr/bin/env python3
"""report.html and self-evaluation.html for everybody: contrast of every text on what lies behind it (WCAG 2, AA), headings, landmarks, tables and
pictures with names, the keyboard alone, and A4 paper. Needs chromium; exit 77 without it.
"""
import os, pathlib, re, shutil, subprocess, sys, tempfile

from playwright.sync_api import sync_playwright

PROJECT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["DUIZHANG_PROGRAM"]
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
failures = []

# Each pair of a text's colour and what is painted behind it, with its ratio; an SVG's shapes and what floats over the page count too.
CONTRAST = """() => {
  const rgba = text => { const n = (text.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number); return n.length < 4 ? [...n, 1] : n };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const light = color => { const [r, g, b] = color.slice(0, 3).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b };
  const floats = element => { for (let e = element; e; e = e.parentElement) if (["absolute", "fixed"].includes(getComputedStyle(e).position)) return true };
  const behind = element => {
    let stack = [];
    if (floats(element)) {
      const box = element.getBoundingClientRect();
      stack = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2).reverse();
    } else for (let e = element; e; e = e.parentElement) stack.unshift(e);
    return stack.reduce((below, e) => over(rgba(getComputedStyle(e).backgroundColor), below), [255, 255, 255, 1]);
  };
  const pairs = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement, style = getComputedStyle(element);
    if (!walker.currentNode.data.trim() || ["SCRIPT", "STYLE"].includes(element.tagName) || !element.checkVisibility()) continue;
    let ink = rgba(style.color), back;
    if (element.ownerSVGElement) {
      ink = rgba(style.fill);
      back = behind(element.ownerSVGElement);
      const box = element.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
      for (const shape of element.ownerSVGElement.querySelectorAll("rect, circle")) {
        const room = shape.getBoundingClientRect();
        if (room.left <= x && x <= room.right && room.top <= y && y <= room.bottom) back = over(rgba(getComputedStyle(shape).fill), back);
      }
    } else back = behind(element);
    const [a, b] = [light(over(ink, back)), light(back)].sort((p, q) => q - p), size = parseFloat(style.fontSize);
    const wanted = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    pairs.set(`${ink} on ${back.map(Math.round)} ${wanted}`, [(a + 0.05) / (b + 0.05), wanted, element.tagName + " " + walker.currentNode.data.trim().slice(0, 30)]);
  }
  return [...pairs.values()];
}"""

# What is said to those who do not see the page; only of what is shown.
STRUCTURE = """() => {
  const shown = query => [...document.querySelectorAll(query)].filter(e => e.checkVisibility());
  const named = e => e.getAttribute("aria-label") || (e.getAttribute("aria-labelledby") ?? "").split(" ").some(id => id && document.getElementById(id)?.textContent.trim()) || e.caption;
  const levels = shown("h1, h2, h3, h4").map(e => Number(e.tagName[1]));
  const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
  const groups = shown("[role=region], [role=group]").map(e => e.getAttribute("aria-label"));
  return {
    "one first heading": levels.filter(level => level === 1).length === 1,
    "no level of headings is left out": levels.every((level, i) => i === 0 ? level === 1 : level <= levels[i - 1] + 1),
    "one main part": shown("main").length === 1,
    "sections have names": shown("section").every(named),
    "tables have names": shown("table").every(named),
    "heads have a scope": shown("th").every(e => ["row", "col"].includes(e.scope)),
    "pictures have names": shown("svg").every(e => e.getAttribute("role") === "img" && named(e)),
    "scrolling parts have names of their own": groups.every(Boolean) && new Set(groups).size === groups.length,
    "inputs have names": shown("input").every(e => e.labels.length || e.getAttribute("aria-label")),
    "each id is one": new Set(ids).size === ids.length,
    "links lead somewhere": shown("a[href^='#']").every(e => document.getElementById(decodeURIComponent(e.hash.slice(1)))),
    "names of counties are Chinese in any language": shown("table[data-table=counties] th[scope=row]").every(e => e.closest("[lang]").lang.startsWith("zh")),
    "the page has a language": Boolean(document.documentElement.lang),
  };
}"""

# What has the keyboard, and whether one sees it: a ring of its own, or its label's where it is transparent.
FOCUS = """() => {
  const e = document.activeElement, told = e.id && getComputedStyle(e).opacity === "0" ? document.querySelector(`label[for="${e.id}"]`) : e;
  const style = getComputedStyle(told);
  return { tag: e.tagName, id: e.id, type: e.type ?? "", anchor: e.hash ?? "", ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 };
}"""


def expect(truth, text):
    if not truth: failures.append(text)


def look(page, name):
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        for ratio, wanted, where in page.evaluate(CONTRAST):
            expect(ratio >= wanted, f"{name} {media}: contrast {ratio:.2f} < {wanted} at {where}")
    page.emulate_media(media="screen")
    for what, holds in page.evaluate(STRUCTURE).items(): expect(holds, f"{name}: not so: {what}")


def by_keyboard(page, name):
    """TAB alone reaches languages, links, filter and findings, and one sees where one is; a link opens its finding, though the filter hides it."""
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUS))
        expect(seen[-1]["ring"], f"{name}: nobody sees that {seen[-1]['tag']} {seen[-1]['id']} has the keyboard")
    expect(any(stop["id"].startswith("lang-") for stop in seen), f"{name}: the languages are out of reach")
    expect(any(stop["type"] == "search" for stop in seen), f"{name}: the filter is out of reach")
    expect(any(stop["tag"] == "SUMMARY" for stop in seen), f"{name}: the findings are out of reach")
    link = page.locator("article.zh ul.due a").first
    target = link.get_attribute("href").removeprefix("#")
    page.locator("article.zh .filter input").fill("zzzz")
    expect(page.locator("article.zh details.finding:visible").count() == 0, f"{name}: the filter")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    found = page.locator(f"[id='{target}']")
    expect(found.is_visible() and found.get_attribute("open") is not None, f"{name}: the link to {target} does not open it")
    expect(page.evaluate("document.activeElement.parentElement.id") == target, f"{name}: the keyboard does not follow the link")


def on_paper(page, path, name):
    """A4: heads are repeated, sheets are numbered, none is all but empty, and nothing is shrunk to fit what is too wide."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1000})
    wide = page.evaluate("[...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > 704).map(e => e.tagName + ' ' + e.className)")
    expect(not wide, f"{name}: wider than paper: {wide[:3]}")
    page.pdf(path=path, prefer_css_page_size=True)
    if not shutil.which("pdftotext"): return
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    sheets = [sheet for sheet in text.split("\f") if sheet.strip()]
    for number, sheet in enumerate(sheets, 1):
        lines = [line for line in sheet.splitlines() if line.strip()]
        expect(re.search(rf"\b{number}\s*/\s*{len(sheets)}\b", sheet), f"{name}: sheet {number} of {len(sheets)} has no number")
        expect(len(lines) > 6, f"{name}: sheet {number} has but {len(lines)} lines")
        rows = re.findall(r"^\s*C\d\d\s+(?:一致|舍入|不符|无从|exact|rounded|mismatch|unverif)", sheet, re.M)
        expect(not rows or "编号" in sheet or "no." in sheet, f"{name}: sheet {number} has claims without their head")
    boxes = subprocess.run(["pdftotext", "-bbox", "-l", "1", path, "-"], capture_output=True, text=True, check=True).stdout
    heights = [float(bottom) - float(top) for top, bottom in re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"', boxes)]
    expect(max(heights) > 14, f"{name}: the print is shrunk: its first heading is {max(heights):.1f} points high")


if not BROWSER: sys.exit(77)
with tempfile.TemporaryDirectory() as place, sync_playwright() as play:
    folder = pathlib.Path(place)
    subprocess.run([PROGRAM, "sample", folder / "faults", "--faults"], check=True, capture_output=True)
    pages = {}
    for key, inbox in (("clean", PROJECT / "data"), ("faulty", folder / "faults")):
        subprocess.run([PROGRAM, "run", PROJECT / "pipelines/jiangmen-2021.yaml", "--inbox", inbox, "--output", folder / key], capture_output=True)
        pages[key] = folder / key / "current"
    browser = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
    for key, current in pages.items():
        for language in ("zh", "en"):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto((current / "report.html").as_uri())
            if language == "en": page.locator("label[for=lang-en]").click()
            look(page, f"{key} report {language}")
            page.evaluate("for (const item of document.querySelectorAll('details')) item.open = true")
            look(page, f"{key} report {language}, unfolded")
            on_paper(page, folder / "page.pdf", f"{key} report {language}")
            page.close()
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto((current / "self-evaluation.html").as_uri())
        look(page, f"{key} self-evaluation")
        on_paper(page, folder / "page.pdf", f"{key} self-evaluation")
        page.close()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((pages["faulty"] / "report.html").as_uri())
    by_keyboard(page, "faulty")
    browser.close()
for failure in failures[:30]: print(failure, file=sys.stderr)
sys.exit(bool(failures))
