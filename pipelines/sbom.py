#!/usr/bin/env python3
"""What is in the program, as a CycloneDX 1.5 list: Swift packages from Package.resolved, the toolchain whose runtime it carries, and the
Debian packages of the libraries that it loads.

    sbom.py PROJECT PROGRAM
"""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import uuid

project, program = pathlib.Path(sys.argv[1]), sys.argv[2]


def said(*words):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True).stdout


def swift_packages():
    resolved = project / "Package.resolved"
    if not resolved.exists(): sys.exit(f"sbom: there is no {resolved}: build once")
    for pin in json.loads(resolved.read_text())["pins"]:
        address, state = pin["location"].removesuffix(".git"), pin["state"]
        place = address.split("://")[1]
        yield {"type": "library", "bom-ref": f"pkg:swift/{place}@{state['version']}", "name": place.split("/")[-1], "version": state["version"],
               "purl": f"pkg:swift/{place}@{state['version']}",
               "externalReferences": [{"type": "vcs", "url": address, "comment": "commit " + state["revision"]}]}


def toolchain():
    """The runtime is linked in statically, so its version is that of the compiler."""
    found = re.search(r"Swift version (\S+)", said("swift", "--version"))
    version = found.group(1) if found else "unknown"
    return {"type": "library", "bom-ref": f"swift-runtime@{version}", "name": "swift-runtime", "version": version,
            "description": "Swift's standard library, Foundation, Dispatch and ICU, linked in", "purl": f"pkg:generic/swift@{version}"}


def libraries():
    """Every library that the program loads, its own and those of the libraries, by Debian package."""
    packages = {}
    needed = set(re.findall(r"\(NEEDED\).*\[(.*)\]", said("readelf", "--dynamic", program)))
    for line in said("ldd", program).splitlines():
        found = re.match(r"\s*(\S+) => (/\S+)|\s*(/\S+)", line)
        if not found: continue
        path = found.group(2) or found.group(3)
        soname = found.group(1) or pathlib.Path(path).name
        real = os.path.realpath(path)
        owner = next((text.split(":")[0] for name in (real, path, "/usr" + path) if (text := said("dpkg-query", "--search", name))), None)
        if owner is None:
            # A library that no package owns is still in the list.
            packages[soname] = {"name": soname, "version": "unknown", "sonames": {soname}, "files": {real}, "purl": f"pkg:generic/{soname}"}
            continue
        entry = packages.setdefault(owner, {"name": owner, "sonames": set(), "files": set()})
        entry["sonames"].add(soname)
        entry["files"].add(real)
        if "version" not in entry:
            entry["version"], machine = said("dpkg-query", "--show", "--showformat=${Version} ${Architecture}", owner).split()
            entry["purl"] = f"pkg:deb/debian/{owner}@{entry['version'].replace('+', '%2B')}?arch={machine}"
    for name, entry in sorted(packages.items()):
        hashes = [{"alg": "SHA-256", "content": hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()} for path in sorted(entry["files"])]
        yield {"type": "library", "bom-ref": entry["purl"], "name": name, "version": entry["version"], "purl": entry["purl"],
               # Where a package holds several files, one hash would not say whose it is.
               **({"hashes": hashes} if len(hashes) == 1 else {}),
               "properties": [{"name": "duizhang:soname", "value": soname} for soname in sorted(entry["sonames"])]
               + [{"name": "duizhang:linked", "value": "directly" if entry["sonames"] & needed else "by another library"}]}


version = json.loads(said(program, "--version", "--json"))
components = [*swift_packages(), toolchain(), *libraries()]
moment = int(os.environ.get("SOURCE_DATE_EPOCH") or 0)
own = {"type": "application", "bom-ref": "duizhang", "name": "duizhang", "version": version["version"], "licenses": [{"license": {"id": "Apache-2.0"}}],
       "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(pathlib.Path(program).read_bytes()).hexdigest()}],
       "properties": [{"name": "duizhang:commit", "value": version["commit"]}]}
bom = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
       "metadata": {"timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment)), "component": own}, "components": components,
       "dependencies": [{"ref": "duizhang", "dependsOn": [component["bom-ref"] for component in components]}]}
# The same program gives the same list, its number too.
bom["serialNumber"] = "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(bom, sort_keys=True)))
print(json.dumps(bom, ensure_ascii=False, indent=2))
