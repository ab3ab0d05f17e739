"""Spark and run come to the same bytes, whatever happens to workers and uploads: in one process, on a standalone cluster of this
machine, and over Kubernetes' protocol with a stand-in of it (kubernetes.py); of both a worker is killed. Opt-in: Tests/run
--with-spark; M too with --long."""

import atexit
import csv
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from kubernetes import Kubernetes

SPARK = os.environ.get("DUIZHANG_SPARK")
if not SPARK:
    sys.exit(77)
PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ["DUIZHANG_PROGRAM"]
SHARED = os.environ.get("DUIZHANG_SHARED")
WORK = Path(tempfile.mkdtemp(prefix="duizhang-spark."))
atexit.register(shutil.rmtree, WORK, ignore_errors=True)
# Spark finds itself through the Python that stands first.
WITH_SPARK = {**os.environ, "PATH": SPARK + ":" + os.environ["PATH"]}
LOCAL = ("--master", "local[2,4]")
SAME = ["villages", "members", "towns", "counties", "months", "normalizations"]
# What only a run looks at: budget lines, claims, due dates, other counties' bytes, the publication before.
RUN_ONLY = re.compile(r"DZ(50[1-9]|80[1-9]|701|705|903)$")


def duizhang(*arguments, **options):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, **options)


def pipeline(name, text):
    path = WORK / f"{name}.yaml"
    path.write_text(text + f"\nkey_file: {WORK}/key\noutput: {WORK}/{name}-unused\n", encoding="utf-8")
    return path


def spark(file, output, program=PROGRAM, on=LOCAL, **environment):
    environment = {**WITH_SPARK, "DUIZHANG_PROGRAM": str(program), **environment}
    job = subprocess.run(
        [PROJECT / "pipelines/spark/submit", file, output, *on, "--driver-memory", "1g"],
        env=environment, capture_output=True, text=True)
    if job.returncode:
        sys.exit(job.stdout[-3000:] + job.stderr[-6000:])


def compare(spark_folder, run_folder):
    for name in SAME:
        if (spark_folder / f"{name}.csv").read_bytes() != (run_folder / f"{name}.csv").read_bytes():
            sys.exit(f"{name}.csv: Spark and run differ ({spark_folder}, {run_folder})")
    ours, theirs = (csv_rows(folder / "discrepancies.csv") for folder in (spark_folder, run_folder))
    if ours != [row for row in theirs if not is_run_only(row)]:
        sys.exit(f"discrepancies.csv: Spark and run differ ({spark_folder}, {run_folder})")
    if len(ours) < 2:
        sys.exit(f"nothing was compared in {spark_folder}")


def is_run_only(row):
    # DZ507 is a county's too: of its allocation, or of its sums.
    return RUN_ONLY.match(row[0]) is not None and row[0] != "DZ502" and (row[0] != "DZ507" or not row[2])


def csv_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def over_records(file, folder, name):
    output = WORK / f"{name}-records"
    result = duizhang("run", file, "--records", folder / "records", "--output", output)
    return output / "current", result.returncode


def check(name, file):
    """Spark, run and run --records agree."""
    print(f"   {name}: run, Spark, run --records", flush=True)
    run = duizhang("run", file, "--output", WORK / f"{name}-run")
    if run.returncode not in (0, 1):
        sys.exit(run.stderr)
    spark(file, WORK / f"{name}-spark")
    compare(WORK / f"{name}-spark", WORK / f"{name}-run/current")
    again, code = over_records(file, WORK / f"{name}-spark", name)
    if code != run.returncode:
        sys.exit(f"{name}: run ends with {run.returncode}, run --records with {code}")
    for path in sorted((WORK / f"{name}-run/current").glob("*.csv")):
        if path.name != "lifecycle.csv" and path.read_bytes() != (again / path.name).read_bytes():
            sys.exit(f"{name}: {path.name} differs between run and run --records")


def parquet(folder):
    """The tables for analysts, a folder a county, have the rows of the CSVs."""
    import duckdb
    for name in ["villages", "members", "towns", "counties", "months", "discrepancies"]:
        rows = csv_rows(folder / f"{name}.csv")[1:]
        files = f"{folder}/parquet/{name}/county_code=*/*.parquet"
        found = duckdb.sql(f"SELECT county_code, count(*) FROM read_parquet('{files}', hive_partitioning = true, hive_types_autocast = false) GROUP BY ALL").fetchall()
        if sum(count for _, count in found) != len(rows):
            sys.exit(f"parquet/{name} has {sum(count for _, count in found)} rows, {name}.csv {len(rows)}")
        if name in ("towns", "counties", "months"):
            wanted = {}
            for row in rows:
                wanted[row[0]] = wanted.get(row[0], 0) + 1
            if dict(found) != wanted:
                sys.exit(f"parquet/{name} has {found} by county, not {wanted}")
    due = duckdb.sql(f"SELECT sum(amount_due_yuan) FROM read_parquet('{folder}/parquet/villages/*/*.parquet')").fetchall()[0][0]
    if due is None or f"{due:.2f}" != f"{sum(float(row[9] or 0) for row in csv_rows(folder / 'counties.csv')[1:]):.2f}":
        sys.exit(f"parquet/villages come to {due} yuan")


def fund(inbox, register):
    text = (PROJECT / "pipelines/jiangmen-2021.yaml").read_text(encoding="utf-8")
    text = re.sub(r"^output:.*\n", "", text, flags=re.M)
    text = re.sub(r"^register:.*", f"register: {register}", text, flags=re.M)
    text = re.sub(r"^inbox:.*", f"inbox: {inbox}", text, flags=re.M)
    text = re.sub(r": (policy|claims)/", rf": {PROJECT}/pipelines/\1/", text)
    return text.replace("../data", f"{PROJECT}/data")


def bench(inbox):
    return (f"name: bench\nlanguage: en\ninbox: {inbox}\nregister: {inbox}/register.csv\n"
            f"policy: {PROJECT}/pipelines/policy/bench-2023.yaml\ncounties: folders\nignore: [budget.csv]")


def generated(scale):
    folder = WORK / f"data-{scale}"
    subprocess.run([os.environ["PYTHON"], f"{SHARED}/bench/gen.py", folder, scale], check=True, capture_output=True)
    return folder


class Cluster:
    """A standalone cluster on this machine: a master and workers, each a process of its own."""

    def __init__(self, workers):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"spark://127.0.0.1:{port}"
        self.processes = []
        atexit.register(self.stop)
        self.start("master.Master", "--port", str(port))
        self.workers = [self.start("worker.Worker", "--cores", "1", "--memory", "1g", "--work-dir", WORK / f"worker-{index}", self.url)
                        for index in range(workers)]
        deadline = time.monotonic() + 120
        while (WORK / "cluster.log").read_text(errors="replace").count("Registering worker") < workers:
            if time.monotonic() > deadline:
                sys.exit("the cluster does not come up: " + (WORK / "cluster.log").read_text(errors="replace")[-3000:])
            time.sleep(0.2)
        self.options = ("--master", self.url, "--executor-memory", "512m", "--conf", "spark.driver.host=127.0.0.1")

    def start(self, name, *arguments):
        with open(WORK / "cluster.log", "ab") as log:
            # A group of its own, for a worker has executors.
            process = subprocess.Popen(
                [f"{SPARK}/spark-class", f"org.apache.spark.deploy.{name}", "--host", "127.0.0.1", "--webui-port", "0", *arguments],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True, env=WITH_SPARK)
        self.processes.append(process)
        return process

    def kill_one(self):
        self.kill(self.workers[0])

    def kill(self, process):
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def stop(self):
        for process in self.processes:
            self.kill(process)


(WORK / "key").write_bytes(bytes(range(32)))

# Three counties in three shapes, with faults of all kinds.
sample = WORK / "sample"
duizhang("sample", sample, "--faults", check=True)
# It would be named like the pipeline's own report, and lie in no county's folder.
(sample / "report.txt").unlink()
file = pipeline("sample", fund(sample, sample / "register.csv"))
check("sample", file)
parquet(WORK / "sample-spark")

# A worker that dies in the middle of its work is done again, over what an earlier job has left, with the same result.
dying = WORK / "dying"
dying.write_text(f"""#!/usr/bin/env bash
if [[ $1 == normalize && $* != *--list* && $* != *--reader* ]] && mkdir {WORK}/has-died 2>/dev/null; then
  "{PROGRAM}" "$@" | head -c 2000
  kill -9 $$
fi
exec "{PROGRAM}" "$@"
""", encoding="utf-8")
dying.chmod(0o755)
print("   a worker dies; a job over the output of another", flush=True)
spark(file, WORK / "sample-spark", program=dying)
if not (WORK / "has-died").exists():
    sys.exit("no worker has died")
compare(WORK / "sample-spark", WORK / "sample-run/current")

# What is no job's output is not replaced; what is missing is told before anything is written.
for output, environment, word in ((sample, {"DUIZHANG_PROGRAM": PROGRAM}, "not of an earlier job"),
                                  (WORK / "none", {"DUIZHANG_PROGRAM": f"{WORK}/none/duizhang"}, "DUIZHANG_PROGRAM"),
                                  (WORK / "none", {"DUIZHANG_PROGRAM": PROGRAM, "PATH": "/usr/bin:/bin"}, "spark-sql")):
    refused = subprocess.run([PROJECT / "pipelines/spark/submit", file, output], capture_output=True, text=True,
                             env={**WITH_SPARK, **environment})
    if refused.returncode != 2 or word not in refused.stderr or not (sample / "register.csv").exists() or (WORK / "none.partial").exists():
        sys.exit(f"submit goes on without {word}: {refused.returncode} {refused.stderr}")

# An upload over which its reader dies costs its county, not the job.
print("   an upload that its reader dies of", flush=True)
poison = sorted((sample / "kaiping").iterdir())[0].name
source = WORK / "poison.c"
source.write_text("""#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#define REAL(name) ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name))
static void look(const char *path) { const char *p = getenv("POISON"); if (p && strstr(path, p)) abort(); }
int open(const char *path, int flags, ...) {
  va_list list; va_start(list, flags); int mode = va_arg(list, int); va_end(list); look(path); return REAL("open")(path, flags, mode); }
int open64(const char *path, int flags, ...) {
  va_list list; va_start(list, flags); int mode = va_arg(list, int); va_end(list); look(path); return REAL("open64")(path, flags, mode); }
""")
compiler = shutil.which("cc") or shutil.which("clang")
subprocess.run([compiler, "-shared", "-fPIC", "-o", WORK / "poison.so", source], check=True)
poisoned = WORK / "poisoned"
poisoned.write_text(f'#!/usr/bin/env bash\nexport POISON="{poison}" LD_PRELOAD={WORK}/poison.so\nexec "{PROGRAM}" "$@"\n', encoding="utf-8")
poisoned.chmod(0o755)
spark(file, WORK / "poison", program=poisoned)
folder, code = over_records(file, WORK / "poison", "poison")
if code != 3:
    sys.exit(f"a county is held, yet run --records ends with {code}")
compare(WORK / "poison", folder)
found = csv_rows(WORK / "poison/discrepancies.csv")
if not any(row[0] == "DZ101" and row[1] == "block" and row[10].endswith(poison) for row in found):
    sys.exit("the upload is not told")

waiting = WORK / "waiting"
# Whoever reads first waits until a worker has been killed, perhaps its own.
waiting.write_text(f"""#!/usr/bin/env bash
if [[ $1 == normalize && $* != *--list* && $* != *--reader* ]]; then
  touch {WORK}/reads
  while [[ ! -e {WORK}/is-killed ]]; do sleep 0.1; done
fi
exec "{PROGRAM}" "$@"
""", encoding="utf-8")
waiting.chmod(0o755)


def check_cluster(cluster):
    """A job on the cluster, and one of which a worker is killed while it reads."""
    spark(file, WORK / "cluster", on=cluster.options)
    compare(WORK / "cluster", WORK / "sample-run/current")

    def kill():
        while not (WORK / "reads").exists():
            time.sleep(0.1)
        try:
            cluster.kill_one()
        finally:
            (WORK / "is-killed").touch()

    threading.Thread(target=kill, daemon=True).start()
    spark(file, WORK / "cluster", program=waiting, on=cluster.options)
    compare(WORK / "cluster", WORK / "sample-run/current")
    for name in ("reads", "is-killed"):
        (WORK / name).unlink()
    cluster.stop()


print("   a standalone cluster, of which a worker is killed", flush=True)
check_cluster(Cluster(workers=2))

print("   a stand-in of Kubernetes, of which a pod is killed", flush=True)
[jars] = Path(SPARK).parent.glob("lib/python3*/site-packages/pyspark/jars")
kubernetes = Kubernetes(WORK / "pods", jars, shared=WORK)
check_cluster(kubernetes)
# Two for each job, and at least one in place of the one that was killed; nothing is left of them.
if len(kubernetes.started) < 5 or kubernetes.pods or kubernetes.others["configmaps"]:
    sys.exit(f"pods: {[pod.name for pod in kubernetes.started]}, left: {list(kubernetes.pods)} {list(kubernetes.others['configmaps'])}")

if SHARED:
    check("faults", pipeline("faults", fund(f"{SHARED}/uploads/2021-with-faults", f"{SHARED}/register/villages-2021.csv")))
    for scale in ["S"] + (["M"] if os.environ.get("DUIZHANG_LONG") else []):
        check(scale, pipeline(scale, bench(generated(scale))))
