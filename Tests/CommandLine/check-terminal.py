#!/usr/bin/env python3
"""What people meet at a terminal: lines that fit, colors only where they are wanted, progress, JSON under a named form, suggestions, completions,
manual pages, and a pipeline begun from a folder. A pseudo-terminal of 80 and of 120 columns stands in for the person's.
"""
import csv, fcntl, json, os, pathlib, pty, re, select, shutil, struct, subprocess, sys, tempfile, termios, unicodedata

PROJECT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["DUIZHANG_PROGRAM"]
PIPELINE = PROJECT / "pipelines/jiangmen-2021.yaml"
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith("DUIZHANG_") and key not in ("NO_COLOR", "COLUMNS")} | {"TERM": "xterm", "LANG": "C.UTF-8"}
failures = []


def expect(truth, text):
    if not truth: failures.append(text)


def width(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def terminal(*words, columns=80, **environment):
    """Output on a terminal: what standard output and standard error write, each to its own."""
    ends = []
    for _ in range(2):
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        ends.append((master, slave))
    child = subprocess.Popen([PROGRAM, *map(str, words)], stdin=subprocess.DEVNULL, stdout=ends[0][1], stderr=ends[1][1], env=CLEAN | environment)
    for _, slave in ends: os.close(slave)
    texts, left = [b"", b""], [ends[0][0], ends[1][0]]
    while left:
        for ready in select.select(left, [], [])[0]:
            try: data = os.read(ready, 65536)
            except OSError: data = b""
            if not data: left.remove(ready)
            else: texts[0 if ready == ends[0][0] else 1] += data
    child.wait()
    return [text.decode().replace("\r\n", "\n") for text in texts] + [child.returncode]


def piped(*words, **environment):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, env=CLEAN | environment, stdin=subprocess.DEVNULL)


def screens(folder, faulty):
    run = ("check", PIPELINE, "--inbox", faulty, "--output", folder / "none")
    for columns in (40, 60, 80, 120):
        for language in ("zh", "en"):
            out, _, code = terminal(*run, "--lang", language, columns=columns)
            expect(code == 1, f"check on a terminal ends with {code}")
            bare = re.sub(r"\x1b\[\d*m", "", out)
            expect("\x1b[31m" in out, "what does not tie is not red")
            for line in bare.splitlines():
                # Places are given whole, to be copied.
                if not line.startswith("  -->"): expect(width(line) <= columns, f"{columns} columns, {language}: {width(line)} wide: {line}")
            told = [line for line in bare.splitlines() if re.match(r"(error|warning)\[DZ\d{3}\]: ", line)]
            expect(len(told) == 5 and len({line[:12] for line in told}) == 5, f"the worst findings are told once a kind: {told}")
            expect(bare.count("\n  --> ") == 5, "each finding has its place")
            expect(any(word in bare for word in ("预算合计", "budget total")), "the chain is not told")
            reasons = re.findall(r"(?m)^(?:.+ 元的起因：|why .+ differs by ).*(?:\n    .*)*", bare)
            expect(reasons and any(re.search(r"\s[A-Z]+\d+", line) for line in reasons), f"why counties differ is not told: {reasons}")
    expect("\x1b" not in terminal(*run, NO_COLOR="1")[0], "NO_COLOR is not heeded")
    expect("\x1b" not in terminal(*run, TERM="dumb")[0], "a dumb terminal gets colors")
    answer = piped(*run)
    expect("\x1b" not in answer.stdout + answer.stderr and answer.stdout.count("\n") == 1 and not answer.stderr, "a pipe gets more than one plain line")


def progress(folder):
    """A run of more than a moment says how far it is, on a terminal and nowhere else, and leaves nothing behind."""
    subprocess.run([PROGRAM, "sample", folder / "large", "--scale", "province"], check=True, capture_output=True)
    counties = "".join(f"\n  - name: 第{number}县\n    folders: [county-{number}]" for number in range(1, 9))
    (folder / "large.yaml").write_text(
        f"inbox: large\nregister: large/register.csv\npolicy: {PROJECT}/pipelines/policy/village-supervision-2021.yaml\noutput: large-output\ncounties:{counties}\n", encoding="utf-8")
    _, told, code = terminal("check", folder / "large.yaml", "--lang", "en", "--xml", "libxml2", columns=80)
    # What the line says after how long is ProgressTextTests' business: a fast machine may not say much.
    expect(re.search(r"files \d+/8 · ", told), f"no progress, exit {code}: {told[-300:]!r}")
    expect(all(width(part) <= 80 for part in told.split("\r\x1b[K")), "the line of progress is wider than the terminal")
    expect(told.endswith("\r\x1b[K"), f"the line of progress is not cleared: {told[-60:]!r}")
    expect(not piped("check", folder / "large.yaml").stderr, "progress goes into a pipe")


def forms(folder, faulty):
    """Every command that reports has a form for programs, with its name and version."""
    output = folder / "output"
    piped("run", PIPELINE, "--inbox", faulty, "--output", output, "--force")
    ran = piped("run", PIPELINE, "--inbox", faulty, "--output", output, "--force", "--json")
    answers = {"run": ran, "check": piped("check", PIPELINE, "--inbox", faulty, "--output", output, "--json")}
    for name, words in {
        "history": ("history",), "history of findings": ("history", "--view", "findings"), "diff": ("diff",), "explain-code": ("explain", "DZ205"),
        "explain-figure": ("explain", "counties.440783.amount_due_yuan"), "verify": ("verify",), "verify-archive": ("verify", "--rotate"),
    }.items(): answers[name] = piped(*words, "--json", *(() if name == "explain-code" else ("--output", output)))
    answers["inspect"] = piped("inspect", next(faulty.glob("taishan/*")), "--json")
    answers["inspect-inbox"] = piped("inspect", PIPELINE, "--json")
    answers["doctor"] = piped("doctor", PIPELINE, "--output", output, "--json")
    answers["prune"] = piped("prune", PIPELINE, "--output", output, "--dry-run", "--json")
    answers["map"] = piped("map", next(faulty.glob("taishan/*")), "--json")
    answers["sample"] = piped("sample", folder / "json-sample", "--json")
    finding = next(row for row in csv.DictReader(open(output / "current/discrepancies.csv", encoding="utf-8-sig")) if row["code"] == "DZ408")
    answers["ack"] = piped("ack", finding["fingerprint"], "--by", "市局", "--until", "2099-01-01", "--reason", "核实", "--output", output, "--json")
    (folder / "named.yaml").write_text(PIPELINE.read_text(encoding="utf-8").replace("../data", str(PROJECT / "data")).replace(": policy/", f": {PROJECT}/pipelines/policy/").replace(": claims/", f": {PROJECT}/pipelines/claims/").replace(f"{PROJECT}/data/aliases.csv", f"{folder}/aliases.csv"), encoding="utf-8")
    answers["alias"] = piped("alias", folder / "named.yaml", "勒冲", "440783001203", "--json")
    shutil.copytree(PROJECT / "data", folder / "json-uploads", ignore=shutil.ignore_patterns("*.md", "evidence"))
    answers["init"] = piped("init", folder / "json-uploads", "--json")
    for name, answer in answers.items():
        wanted = {"check": "run", "history of findings": "history"}.get(name, name)
        try: form = json.loads(answer.stdout)
        except ValueError:
            expect(False, f"{name} --json: {answer.stdout[:200]!r} {answer.stderr[:200]!r}")
            continue
        expect(form.get("schema") == f"duizhang.{wanted}/1", f"{name} --json: schema {form.get('schema')}")
    said = {language: piped("history", "--lang", language, "--output", output).stdout for language in ("zh", "en")}
    expect("对账：" in said["zh"] and "yuan due" in said["en"] and "对账" not in said["en"], f"history speaks one language only: {said['en']!r}")
    for view in ("runs", "uploads", "findings"):
        lines = piped("history", "--view", view, "--lang", "zh", "--output", output).stdout.splitlines()
        # Where the third column begins, by the columns that a terminal gives each character.
        starts = {width(line[:match.end()]) for line in lines if (match := re.match(r"\S+ {2,}\S+ {2,}", line))}
        expect(len(lines) > 1 and len(starts) == 1, f"history --view {view} has columns at {sorted(starts)}")
    form = json.loads(ran.stdout)
    counties = {row["county"]: row for row in csv.DictReader(open(output / "current/counties.csv", encoding="utf-8-sig"))}
    expect({entry["county"]: entry["amountDueYuan"] for entry in form["counties"]} == {name: row["amount_due_yuan"] for name, row in counties.items()}, "run --json differs from counties.csv")
    expect(form["exitCode"] == ran.returncode == 1, f"run --json ends with {ran.returncode} and says {form['exitCode']}")
    differing = {entry["county"]: entry.get("reasons") for entry in form["counties"]}
    for name, row in counties.items():
        expect(bool(differing[name]) == (row["difference_yuan"] not in ("", "0.00")), f"run --json: reasons of {name}: {differing[name]}")
    # The same from the tables alone, as an analyst or explain would.
    rows = list(csv.DictReader(open(output / "current/discrepancies.csv", encoding="utf-8-sig")))
    causes = {row["fingerprint"]: [cause for cause in row["caused_by"].split(";") if cause] for row in rows}
    for row in rows:
        if row["code"] != "DZ502": continue
        roots, open_ = set(), list(causes[row["fingerprint"]])
        while open_:
            cause = open_.pop()
            if causes[cause]: open_ += causes[cause]
            else: roots.add(cause)
        told = json.loads(piped("explain", f"counties.{row['county_code']}.difference_yuan", "--output", output, "--json").stdout)["reasons"]
        expect({entry["fingerprint"] for entry in told} == roots and roots, f"explain names other reasons for {row['county']} than discrepancies.csv")
        expect(len(differing[row["county"]]) == len(roots), f"run --json names {len(differing[row['county']])} reasons for {row['county']}, discrepancies.csv {len(roots)}")
    return output


def suggestions(folder, output):
    for words, wanted in {
        ("hstory",): 'did you mean "history"', ("check", PIPELINE, "--fail-on", "eror"): "did you mean error", ("history", "--view", "finding"): "did you mean findings",
        ("explain", "DZ20"): "did you mean DZ20", ("check", PIPELINE, "--county", "开平县"): "did you mean", ("sample", folder / "x", "--scale", "provnce"): "did you mean province",
        ("check", PIPELINE, "--lang", "zhh"): "did you mean zh", ("check", PIPELINE, "--forc"): "--force", ("inspect", "x", "--encoding", "gb1803"): "did you mean gb18030",
        ("check", str(PIPELINE).replace("2021", "2012")): "did you mean", ("map", str(PIPELINE).replace("2021.yaml", "2021.yam")): "did you mean",
        ("history", "--view", "uploads", "--county", "开平县", "--output", output): "did you mean \"开平市\"",
        ("diff", os.readlink(output / "current").split("/")[-1][:-1] + "X", "--output", output): "did you mean 2",
    }.items():
        answer = piped(*words)
        expect(answer.returncode == (1 if words[0] == "map" else 2) and wanted in answer.stderr, f"{' '.join(map(str, words))}: {answer.returncode} {answer.stderr[:200]!r}")
    # Bad usage is told in both languages, or in the one that is asked for, and with the usage of the command that was meant.
    for words, zh, en in (
        (("runn",), "错误：没有命令“runn”；是否为“run”？", 'error: there is no command "runn"; did you mean "run"?'), (("check", "a.yaml", "--forc"), "错误：没有选项 --forc；是否为 --force？", "error: Unknown option '--forc'"),
        (("check",), "错误：缺少参数 <pipeline>", "error: Missing expected argument"), (("check", "a", "b"), "错误：多余的参数“b”", "error: Unexpected argument 'b'"),
        (("history", "--view", "finding"), "错误：“finding”不能用于 --view：是否为 findings？", "error: The value 'finding' is invalid"), (("explain", "DZ20"), "错误：没有代码 DZ20；是否为 DZ2", "error: there is no code DZ20"),
        (("check", "a.yaml", "--as-of", "2021-13-01"), "错误：--as-of 要写成 2022-01-31 这样的日期", "error: --as-of wants a date"),
    ):
        both, chinese, english = (piped(*words, *more).stderr for more in ((), ("--lang", "zh"), ("--lang", "en")))
        expect(zh in both and en in both, f"{words}: {both!r}")
        expect(chinese.startswith(zh) and "error:" not in chinese and "Usage" not in chinese, f"{words} --lang zh: {chinese!r}")
        expect(english.startswith(en) and "错误" not in english, f"{words} --lang en: {english!r}")
        if words != ("runn",): expect(f"Usage: duizhang {words[0]} " in both, f"{words}: {both!r} does not say how {words[0]} is used")
    for text, wanted in {"name: x\ninbox: .\nregistre: r.csv\n": "mend: register: r.csv", "inbox: .\nregister: r\n": "mend: policy: policy.yaml", "inbox: .\nregister: r\npolicy: p\nfail_on: often\n": "mend: fail_on: error"}.items():
        (folder / "wrong.yaml").write_text(text, encoding="utf-8")
        answer = piped("check", folder / "wrong.yaml")
        expect(answer.returncode == 2 and wanted in answer.stderr, f"{text!r}: {answer.stderr!r}")
    expect("错误" not in piped("check", folder / "wrong.yaml", "--lang", "en").stderr and piped("check", folder / "wrong.yaml", "--lang", "zh").stderr.startswith("错误："), "--lang does not choose the language of errors")


def help_in_chinese():
    commands = re.findall(r"^  ([a-z]+) ", piped("--help").stdout.split("SUBCOMMANDS:")[1], re.M)
    for words in (["--help"], ["help"], *([command, "--help"] for command in commands)):
        english, chinese = piped(*words, DUIZHANG_LANG="en").stdout, piped(*words, DUIZHANG_LANG="zh")
        name = " ".join(words)
        expect(chinese.returncode == 0 and "用法：" in chinese.stdout, f"{name}: no help in Chinese")
        expect(piped(*words, LANG="zh_CN.UTF-8").stdout == chinese.stdout, f"{name}: a Chinese locale has other help than DUIZHANG_LANG")
        expect(piped(*words, "--lang", "zh").stdout == chinese.stdout, f"{name}: --lang zh has other help than DUIZHANG_LANG")
        options = set(re.findall(r"(?<![\w-])--[a-z-]+", english.split("OPTIONS:")[1]))
        expect(options <= set(re.findall(r"--[a-z-]+", chinese.stdout)), f"{name}: options are lost in Chinese")
        for line in chinese.stdout.splitlines():
            # Examples are typed as they are; names of encodings are no sentence.
            if line.startswith("  duizhang ") or "utf-" in line or "iso-" in line or "windows-" in line: continue
            expect(not re.search(r"\b[a-z]+ [a-z]+ [a-z]+ [a-z]+", line), f"{name}: English in the Chinese help: {line}")
        out, _, _ = terminal(*words, columns=60, DUIZHANG_LANG="zh")
        for line in out.splitlines():
            if not line.startswith("  duizhang ") and "用法" not in line: expect(width(line) <= 60, f"{name}: {width(line)} wide at 60 columns: {line}")
    expect("USAGE:" in piped("run", "--help").stdout, "who asks for no language has another help than before")


def listings(output):
    for columns in (40, 60, 100):
        for words in (("history",), ("history", "--view", "findings"), ("history", "--view", "uploads"), ("doctor", PIPELINE),
                      ("diff", "--lang", "en"), ("explain", "towns.440783001.amount_due_yuan"), ("explain", "DZ404")):
            if words[0] == "diff" and len(list((output / "runs").iterdir())) < 2: continue
            out, _, _ = terminal(*words, "--output", output, *(() if "--lang" in words else ("--lang", "zh")), columns=columns)
            for line in out.splitlines():
                expect(width(line) <= columns or " " not in line.strip(), f"{' '.join(map(str, words))}: {width(line)} wide at {columns} columns: {line}")


def shells(folder, output):
    """Completions know the commands, and what only the pipeline and the output folder know."""
    prefix = folder / "prefix"
    done = subprocess.run([PROJECT / "pipelines/install", prefix], capture_output=True, text=True, env=CLEAN | {"DUIZHANG_PROGRAM": PROGRAM})
    expect(done.returncode == 0, f"pipelines/install: {done.stderr}")
    script = prefix / "share/bash-completion/completions/duizhang"

    def offered(*words):
        text = f"source {script}; COMP_WORDS=({' '.join(map(str, words))}); COMP_CWORD={len(words) - 1}; COMP_LINE='{' '.join(map(str, words))}'; COMP_POINT=${{#COMP_LINE}}; _duizhang duizhang {words[-1]} {words[-2]}; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        return subprocess.run(["bash", "-c", text], capture_output=True, text=True, env=CLEAN | {"PATH": f"{prefix}/bin:{os.environ['PATH']}"}).stdout.split("\n")

    run = os.readlink(output / "current").split("/")[-1]
    for words, wanted in {("duizhang", "hist"): "history", ("duizhang", "run", PIPELINE, "--county", '""'): "开平市", ("duizhang", "explain", "DZ20"): "DZ205",
                          ("duizhang", "verify", "--output", output, '""'): run, ("duizhang", "run", "--fail-on", '""'): "warning",
                          ("duizhang", "history", "--output", output, "--county", '""'): "440783", ("duizhang", "diff", "--output", output, '""'): run}.items():
        found = [entry.strip() for entry in offered(*words)]
        expect(wanted in found, f"{' '.join(map(str, words))} offers {found[:12]}, not {wanted}")
    for shell, path in (("zsh", "zsh/site-functions/_duizhang"), ("fish", "fish/vendor_completions.d/duizhang.fish")):
        expect((prefix / "share" / path).stat().st_size > 1000, f"no completions for {shell}")
        if shutil.which(shell): expect(subprocess.run([shell, "-n", prefix / "share" / path]).returncode == 0, f"{shell} cannot read its completions")
    commands = re.findall(r"^  ([a-z]+) ", piped("--help").stdout.split("SUBCOMMANDS:")[1], re.M)
    for command in commands:
        page = prefix / f"share/man/man1/duizhang-{command}.1"
        expect(page.exists() and ".SH SYNOPSIS" in page.read_text(encoding="utf-8"), f"no manual page for {command}")
        page = prefix / f"share/man/zh_CN/man1/duizhang-{command}.1"
        expect(page.exists() and ".SH 用法" in page.read_text(encoding="utf-8"), f"no Chinese manual page for {command}")
    if shutil.which("man"):
        # Lines end between ideographs, which have no spaces.
        read = subprocess.run(["man", "-l", prefix / "share/man/zh_CN/man1/duizhang-run.1"], capture_output=True, text=True, env=CLEAN | {"MANWIDTH": "60", "LANG": "C.UTF-8"})
        expect("没有终端时" in read.stdout and max(width(line) for line in read.stdout.splitlines() if "duizhang run " not in line) <= 60, f"man in Chinese: {read.stderr[:300]} {read.stdout[:300]}")
        read = subprocess.run(["man", "--warnings", "-l", prefix / "share/man/man1/duizhang-run.1"], capture_output=True, text=True, env=CLEAN | {"MANWIDTH": "80"})
        expect(not read.stderr and "--accept-shrink" in read.stdout.replace("‐", "-"), f"man: {read.stderr[:300]}")


def beginning(folder):
    """A pipeline begun from a folder runs, and comes to what the hand-written one does."""
    uploads = folder / "uploads"
    shutil.copytree(PROJECT / "data", uploads, ignore=shutil.ignore_patterns("*.md", "evidence"))
    shutil.move(uploads / "kaiping", uploads / "来文")
    answer = piped("init", uploads, "--lang", "zh")
    expect(answer.returncode == 0 and "来文 → 开平市" in answer.stdout, f"init: {answer.stdout} {answer.stderr}")
    checked = json.loads(piped("check", uploads / "pipeline.yaml", "--json").stdout)
    known = json.loads(piped("check", PIPELINE, "--output", folder / "none", "--json").stdout)
    due = lambda form: {entry["county"]: entry["amountDueYuan"] for entry in form["counties"]}
    expect(due(checked) == due(known), f"init's pipeline comes to {due(checked)}, not {due(known)}")
    expect(piped("init", uploads).returncode == 2, "init writes over a pipeline that is there")
    # What it says to do next is enough: the register beside the folder is named from there, and a file that comes later takes one sign off its line.
    (folder / "later").mkdir()
    shutil.copytree(PROJECT / "data", folder / "later/uploads", ignore=shutil.ignore_patterns("*.md", "evidence", "*.csv", "report.txt"))
    for path in (PROJECT / "data").glob("*/*.csv"): shutil.copy(path, folder / "later/uploads" / path.parent.name) if path.parent.name != "evidence" else None
    shutil.copy(PROJECT / "data/register.csv", folder / "later/register.csv")
    later = folder / "later/uploads"
    expect(piped("init", later, "--register", folder / "later/register.csv").returncode == 0, "init with a register beside the folder")
    again = piped("init", later, "--register", folder / "later/register.csv").stderr
    expect(f"--register {folder / 'later/register.csv'} --force" in again, f"the command to give again lacks what this one had: {again}")
    shutil.copy(PROJECT / "data/allocation.csv", later)
    text = (later / "pipeline.yaml").read_text(encoding="utf-8")
    expect('register: "../register.csv"' in text and "# allocation: allocation.csv" in text, f"init wrote {text}")
    (later / "pipeline.yaml").write_text(text.replace("# allocation:", "allocation:"), encoding="utf-8")
    (folder / "later").rename(folder / "moved")
    form = json.loads(piped("check", folder / "moved/uploads/pipeline.yaml", "--json").stdout)
    expect(all(entry["allocatedYuan"] for entry in form["counties"]), "the allocation that came later is not read")
    (folder / "empty.csv").write_text("a\nb\n", encoding="utf-8")
    expect("没有找到表" in piped("map", folder / "empty.csv", "--lang", "zh").stdout, "map says that a file without a table has all columns placed")


def words_of_the_bureau(folder, output):
    """ack by a code tells its fingerprints; a list of nothing says so."""
    answer = piped("ack", "DZ303", "--by", "市局", "--until", "2099-01-01", "--reason", "已核实", "--output", output)
    prints = re.findall(r"\b[0-9a-f]{12}\b", answer.stderr)
    expect(answer.returncode == 2 and prints, f"ack by a code: {answer.stderr}")
    finding = next(row for row in csv.DictReader(open(output / "current/discrepancies.csv", encoding="utf-8-sig")) if row["code"] == "DZ303")
    expect(finding["fingerprint"] in prints, f"ack by a code names {prints}, not {finding['fingerprint']}")
    piped("run", PIPELINE, "--output", folder / "quiet")
    expect(piped("history", "--view", "acknowledgements", "--output", folder / "quiet").stdout.splitlines()[1:] == ["（没有可列的）"], "an empty list says nothing")


with tempfile.TemporaryDirectory() as place:
    folder = pathlib.Path(place)
    faulty = folder / "faulty"
    subprocess.run([PROGRAM, "sample", faulty, "--faults"], check=True, capture_output=True)
    screens(folder, faulty)
    progress(folder)
    output = forms(folder, faulty)
    suggestions(folder, output)
    help_in_chinese()
    words_of_the_bureau(folder, output)
    listings(output)
    shells(folder, output)
    beginning(folder)
for failure in failures[:30]: print(failure, file=sys.stderr)
sys.exit(bool(failures))
