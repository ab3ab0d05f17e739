#!/usr/bin/env python3
"""How long, on how many processors and in how much memory: the program beside what others would use, and beside itself.

    Tests/Benchmark/benchmark.py [--runs 5] [--scales demo,county,province,nation] [--xml libxml2] [--instructions]

Everything is measured on uploads that `duizhang sample` invents, so that anyone can measure the same. Prints Markdown tables: the
median of the runs. Programs that are compared run in turn, so that a ratio holds where the machine's speed drifts; quote ratios.
The program is DUIZHANG_PROGRAM, else .build/release/duizhang. Peers are measured where this Python has them
(pip install polars fastexcel python-calamine duckdb); --instructions needs valgrind.
"""
import argparse
import importlib.util
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("DUIZHANG_PROGRAM", str(PROJECT / ".build/release/duizhang"))


class Cost:
    """What one process took."""

    def __init__(self, arguments, accepted=(0, 1)):
        begun = time.perf_counter()
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.said = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        self.wall = time.perf_counter() - begun
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024
        code = os.waitstatus_to_exitcode(status)
        if code not in accepted:
            sys.exit(f"benchmark: {' '.join(map(str, arguments))} ended with {code}:\n{self.said[-2000:]}")


def median(costs, what):
    return statistics.median(getattr(cost, what) for cost in costs)


def table(title, heads, rows):
    print(f"\n### {title}\n\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    sys.stdout.flush()


def seconds(value):
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


class Sample:
    """Uploads of one scale, with a pipeline file that takes counties from the inbox's folders."""

    def __init__(self, base, scale):
        self.scale, self.inbox = scale, Path(base) / scale
        self.said = subprocess.run([PROGRAM, "sample", self.inbox, "--scale", scale], check=True, capture_output=True, text=True).stdout
        self.members = int(re.search(r"(\d+) members", self.said)[1])
        self.pipeline = Path(base) / f"{scale}.yaml"
        files = {role: self.inbox / f"{role}.csv" for role in ("register", "budget", "allocation")}
        # Line by line: the kernel counts the memory of whoever starts a process as that process's own, so this one stays small.
        with files["register"].open(encoding="utf-8-sig") as register:
            names = list(dict.fromkeys(line.split(",")[1] for line in register))[1:]
        folders = ["taishan", "kaiping", "enping"] if scale == "demo" else [f"county-{number + 1}" for number in range(len(names))]
        lines = ["name: benchmark", f"inbox: {self.inbox}", f"output: {base}/unused",
                 f"policy: {PROJECT}/pipelines/policy/village-supervision-2021.yaml",
                 "ignore: [budget.csv, allocation.csv, truth.csv, expected-counties.csv]", "counties:"]
        lines += [f"  - {{name: {name}, folders: [{folder}]}}" for name, folder in zip(names, folders)]
        lines += [f"{role}: {path}" for role, path in files.items() if path.exists()]
        self.pipeline.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.output = Path(base) / f"{scale}-output"

    def run(self, *options, fresh=True):
        if fresh:
            shutil.rmtree(self.output, ignore_errors=True)
            self.output.mkdir()
        return Cost([PROGRAM, "run", self.pipeline, "--output", self.output, "--log-format", "json", *options])

    def uploads(self, suffix):
        return sorted(self.inbox.glob(f"*/*{suffix}"), key=lambda path: path.stat().st_size)


def stages(cost):
    """The stages of a run, from the last line of its log that tells them."""
    for line in reversed(cost.said.splitlines()):
        found = json.loads(line) if line.startswith("{") else {}
        found = found.get("metadata", found)
        times = {key.removesuffix("_milliseconds"): int(value) for key, value in found.items() if key.endswith("_milliseconds")}
        if times:
            return times
    return {}


def whole_runs(samples, runs, xml):
    rows = []
    for sample in samples:
        costs = [sample.run("--force", *xml) for _ in range(runs)]
        parts = stages(costs[-1])
        rows.append([sample.scale, f"{sample.members:,}", seconds(median(costs, "wall")), seconds(median(costs, "cpu")),
                     f"{median(costs, 'memory'):.0f} MiB", f"{median(costs, 'cpu') / sample.members * 1e6:.1f} µs",
                     ", ".join(f"{name} {value}" for name, value in parts.items())])
    table("Whole runs: history, archive, all tables, page and lists", ["scale", "members", "time", "processor", "memory", "processor a member", "stages (ms)"], rows)


def nights(sample, runs):
    """Nights on which nothing, or one county's upload, has changed."""
    full, unchanged, changed = [], [], []
    uploads = [path for path in sample.inbox.glob("*/*") if path.is_file()]
    one = min({path.parent for path in uploads})
    for turn in range(runs):
        full.append(sample.run())
        unchanged.append(sample.run(fresh=False))
        for path in one.iterdir():
            moment = path.stat().st_mtime + 60 * (turn + 1)
            os.utime(path, (moment, moment))
        changed.append(sample.run(fresh=False))
    rows = [[name, seconds(median(costs, "wall")), seconds(median(costs, "cpu")), f"{median(costs, 'memory'):.0f} MiB",
             f"{statistics.median(a.cpu / b.cpu for a, b in zip(costs, full)):.2f}"]
            for name, costs in (("first run", full), ("unchanged", unchanged), ("one county changed", changed))]
    counties = len({path.parent for path in uploads})
    table(f"Nights at {sample.scale} scale, {counties} counties", ["night", "time", "processor", "memory", "of a first run's processor time"], rows)


READERS = {
    "fastexcel": ("fastexcel", ".xlsx", "import fastexcel; read = lambda p: fastexcel.read_excel(p).load_sheet(0, header_row=None, dtypes='string').to_arrow()"),
    "calamine": ("python_calamine", ".xlsx", "import python_calamine as c; read = lambda p: c.CalamineWorkbook.from_path(p).get_sheet_by_index(0).to_python()"),
    "polars": ("polars", ".csv", "import polars; read = lambda p: polars.read_csv(p, infer_schema_length=0, has_header=False, truncate_ragged_lines=True, encoding='utf8-lossy')"),
    "duckdb": ("duckdb", ".csv", "import duckdb; read = lambda p: duckdb.sql(f\"select * from read_csv('{p}', all_varchar=true, header=false, null_padding=true, strict_mode=false, encoding='utf-8')\").fetchall()"),
}


def reading(sample, runs):
    """One file to its cells. Ours is read and printed; a start is taken off. Peers are told to read inside a Python that is running."""
    start = statistics.median(Cost([PROGRAM, "--version"]).cpu for _ in range(runs))
    rows = []
    for suffix in (".xlsx", ".csv"):
        if not sample.uploads(suffix):
            continue
        path = sample.uploads(suffix)[-1]
        with subprocess.Popen([PROGRAM, "extract", "--raw", path], stdout=subprocess.PIPE, text=True) as printing:
            cells = sum(bool(cell) for line in printing.stdout for cell in line.rstrip("\n").split(","))
        own = {"duizhang": ["extract", "--raw", path]}
        if suffix == ".xlsx":
            own["duizhang, libxml2 alone"] = ["extract", "--raw", "--xml", "libxml2", path]
        times = {name: [Cost([PROGRAM, *arguments]).cpu - start for _ in range(runs)] for name, arguments in own.items()}
        for name, (module, kind, code) in READERS.items():
            if kind == suffix and importlib.util.find_spec(module):
                script = f"import time; {code}; read({str(path)!r}); t = time.process_time(); read({str(path)!r}); print(time.process_time() - t)"
                outputs = [subprocess.run([sys.executable, "-c", script], capture_output=True, text=True) for _ in range(runs)]
                if all(output.returncode == 0 for output in outputs):
                    times[name] = [float(output.stdout) for output in outputs]
        ours = statistics.median(times["duizhang"])
        for name, costs in times.items():
            cost = statistics.median(costs)
            rows.append([suffix, name, f"{cells / cost / 1e6:.2f} M", f"{path.stat().st_size / cost / 1e6:.0f} MB", f"{cost / ours:.2f}"])
    table(f"Reading alone, a second of processor time ({sample.scale} scale, largest file of each kind)",
          ["file", "reader", "cells", "bytes of the file", "time, duizhang = 1"], rows)


def counted(arguments):
    """The instructions that the program takes, under valgrind, which reads no debug information as large as Swift's."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "duizhang"
        subprocess.run(["strip", "-g", "-o", bare, PROGRAM], check=True)
        said = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", bare, *map(str, arguments)],
                              capture_output=True, text=True).stderr
    found = re.search(r"Collected : (\d+)", said)
    return int(found[1]) if found else sys.exit(f"benchmark: valgrind counted nothing:\n{said[-500:]}")


def instructions(sample):
    """Instruction counts do not depend on what else the machine does: these must not grow unnoticed."""
    rows = []
    shutil.rmtree(sample.output, ignore_errors=True)
    sample.output.mkdir()
    run = ["run", sample.pipeline, "--output", sample.output]
    for name, arguments in (("start", ["--version"]), ("first run", run), ("unchanged night", run)):
        rows.append([name, f"{counted(arguments) / 1e6:.0f} M"])
    table(f"Instructions ({sample.scale} scale)", ["what", "instructions"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--scales", default="demo,county,province")
    parser.add_argument("--xml", choices=["libxml2"])
    parser.add_argument("--instructions", action="store_true")
    chosen = parser.parse_args()
    if not os.access(PROGRAM, os.X_OK):
        sys.exit(f"benchmark: there is no program at {PROGRAM}; run pipelines/nightly once, or set DUIZHANG_PROGRAM")
    version = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True).stdout.strip()
    load = os.getloadavg()[0]
    print(f"duizhang {version}, {os.cpu_count()} processors, load {load:.1f}, {chosen.runs} runs each")
    if load > 0.5 * os.cpu_count():
        print("\nThe machine is busy: processor time and ratios hold, times do not.")
    with tempfile.TemporaryDirectory() as base:
        samples = [Sample(base, scale) for scale in chosen.scales.split(",")]
        start = [Cost([PROGRAM, "--version"]) for _ in range(max(9, chosen.runs))]
        table("Start", ["what", "time", "processor", "memory"],
              [["--version", f"{median(start, 'wall') * 1000:.1f} ms", f"{median(start, 'cpu') * 1000:.1f} ms", f"{median(start, 'memory'):.0f} MiB"]])
        nights(samples[0], chosen.runs)
        reading(samples[-1], chosen.runs)
        whole_runs(samples, chosen.runs, ["--xml", chosen.xml] if chosen.xml else [])
        if chosen.instructions:
            instructions(samples[0])


if __name__ == "__main__":
    main()
