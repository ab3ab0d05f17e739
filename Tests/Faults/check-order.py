#!/usr/bin/env python3
"""What a power cut would leave: a trace of a run's calls shows each file on the disk before its name, and `current` last of all."""
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from nights import Story, run, tell


def violations(lines, output):
    """A file or folder is dirty from its last change to its fsync; nothing dirty is renamed into place."""
    dirty, entries, found = set(), {}, []
    last_synced = None
    for _, name, _, path, other in lines:
        if not path.startswith(output) or "history.sqlite" in path or path.endswith("/lock"):
            continue
        folder = path.rsplit("/", 1)[0]
        if name in ("open", "write", "truncate") and "/cache/" not in path:
            dirty.add(path)
            entries.setdefault(folder, set()).add(path)
        elif name in ("mkdir", "symlink"):
            entries.setdefault(folder, set()).add(path)
        elif name == "fsync":
            dirty.discard(path)
            entries.pop(path, None)
            if "/runs/" in path and not path.endswith((".partial", "/returns")):
                last_synced = path
        elif name == "rename" and "/cache/" not in path:
            inside = [file for file in dirty if file == path or file.startswith(path + "/")]
            found += [f"{file} is not on the disk when {path} gets its name" for file in inside]
            if "/runs/" in path:
                found += [f"{place} is not synced when {path} gets its name" for place in entries if place.startswith(path)]
                if not last_synced or not last_synced.endswith("/run.json"):
                    found.append(f"the manifest is not the last file of the publication: {last_synced}")
            if path.endswith("/current.partial"):
                found += [f"{place} is not synced when current is swapped" for place in entries
                          if place.endswith(("/runs", "/archive"))]
            entries.setdefault(other.rsplit("/", 1)[0], set()).add(other)
            entries.get(folder, set()).discard(path)
    # The folder of the output itself holds what is renamed last.
    found += [f"{place} is never synced" for place, names in entries.items() if names and place.endswith(("/output", "/runs", "/archive"))]
    if not any(line[1] == "rename" and line[4].endswith("/current") for line in lines):
        found.append("current was not swapped")
    return found


with tempfile.TemporaryDirectory() as base:
    library = str(Path(base) / "failing.so")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, str(Path(__file__).with_name("failing.c")), "-ldl", "-lpthread"],
                   check=True)
    story = Story(base)
    failures = []
    for start in (story.before, story.untouched):
        folder, trace = story.copy("traced", of=start), Path(base) / "trace"
        run(folder, env={"LD_PRELOAD": library, "FAULT_TRACE": str(trace)})
        failures += violations([line.split("\t") for line in trace.read_text().splitlines()], str(folder / "output"))
        trace.unlink()
    tell("check-order", failures, 2)
