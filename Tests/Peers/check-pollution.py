#!/usr/bin/env python3
"""Scores `duizhang extract` on polluted CSVs, and on those in the shapes that offices publish, from 0 to 10 per file: success, and
precision, recall and F1 of header, records and cells. DUIZHANG_LONG=1 takes every sample, else every tenth. With --peers, DuckDB, polars and CleverCSV are scored too
where they are installed; with --worst N, the N worst files are shown."""

import argparse
import collections
import csv
import io
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import pollution
import surveys
from pollution import trimmed

LEAST = 9.9


def agreement(found, wanted):
    found, wanted = collections.Counter(found), collections.Counter(wanted)
    if not found and not wanted:
        return [1.0, 1.0, 1.0]
    common = sum((found & wanted).values())
    precision = common / found.total() if found else float(not wanted)
    recall = common / wanted.total() if wanted else float(not found)
    return [precision, recall, 2 * precision * recall / (precision + recall) if common else 0.0]


def score(rows, sample):
    if rows is None:
        return 0.0
    rows = [trimmed(r) for r in rows]
    header, records = (rows[0], rows[1:]) if rows else ([], [])
    cells = [c for r in records for c in r if c != ""]
    wanted = [c for r in sample.records for c in r if c != ""]
    return 1 + sum(
        agreement(header, sample.header) + agreement(map(tuple, records), map(tuple, sample.records)) + agreement(cells, wanted))


def duizhang(path):
    run = subprocess.run([os.environ["DUIZHANG_PROGRAM"], "extract", path, "--raw"], capture_output=True, timeout=60)
    if run.returncode:
        return None
    # An empty line is a blank row to the csv module as well.
    return list(csv.reader(io.StringIO(run.stdout.decode(), newline="")))


def duckdb_rows(path):
    import duckdb
    rows = duckdb.sql(f"select * from read_csv('{path}', all_varchar = true, header = false)").fetchall()
    return [["" if c is None else c for c in r] for r in rows]


def polars_rows(path):
    import polars
    frame = polars.read_csv(path, has_header=False, infer_schema=False, truncate_ragged_lines=True)
    return [["" if c is None else c for c in r] for r in frame.rows()]


def clevercsv_rows(path):
    import clevercsv
    return clevercsv.read_table(path)


def quietly(read, path):
    try:
        return read(path)
    except Exception:
        return None


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--peers", action="store_true")
    options.add_argument("--worst", type=int, default=5)
    options.add_argument("--seed", type=int, default=1)
    options = options.parse_args()
    chosen = list(pollution.samples(options.seed)) + list(surveys.samples(options.seed))
    if os.environ.get("DUIZHANG_LONG") != "1":
        chosen = chosen[options.seed % 10::10]
    readers = {"duizhang": duizhang}
    if options.peers:
        readers |= {"duckdb": duckdb_rows, "polars": polars_rows, "clevercsv": clevercsv_rows}
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, sample in enumerate(chosen):
            paths.append(os.path.join(folder, f"{number}.csv"))
            with open(paths[-1], "wb") as file:
                file.write(sample.data)
        ours = 0.0
        for name, read in readers.items():
            with ThreadPoolExecutor(2 if name == "duizhang" else 1) as pool:
                results = list(pool.map(lambda path: quietly(read, path), paths))
            scores = [score(rows, sample) for rows, sample in zip(results, chosen)]
            mean = sum(scores) / len(scores)
            exact = sum(value > 9.9999 for value in scores)
            print(f"{name}: {mean:.3f} of 10 over {len(scores)} files, {exact} exact")
            if name == "duizhang":
                ours = mean
                for value, sample, rows in sorted(zip(scores, chosen, results), key=lambda x: x[0])[:options.worst]:
                    if value < 9.9999:
                        print(f"  {value:.2f} {sample.name}")
    if ours < LEAST:
        sys.exit(f"{ours:.3f} is below {LEAST}")


if __name__ == "__main__":
    main()
