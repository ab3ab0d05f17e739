#!/usr/bin/env bash
# The packages of a release: they run from any folder without Swift and without root, name what they load and what they hold, come out the same
# twice, and install and leave as a Debian package should.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.."
command -v dpkg-deb >/dev/null && command -v readelf >/dev/null || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
failed=0
fail() { echo "$1" >&2; failed=1; }

pipelines/release "$work/one" >/dev/null
pipelines/release "$work/two" >/dev/null
for file in "$work"/one/*; do cmp --silent "$file" "$work/two/$(basename "$file")" || fail "$(basename "$file") comes out otherwise the second time"; done
(cd "$work/one" && sha256sum --quiet --check ./*.sha256) || fail "the hashes do not fit"

# Unpacked in a folder with a blank, as somebody without rights, with an environment of nothing.
mkdir -p "$work/some where"
tar --extract --file "$work"/one/*.tar.xz --directory "$work/some where"
tree=$(echo "$work/some where"/duizhang-*)
as_nobody=()
((EUID)) || as_nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
mkdir "$work/home"; chmod 777 "$work/home"
call() { "${as_nobody[@]}" env -i HOME="$work/home" PATH=/usr/bin:/bin LANG=C.UTF-8 "$tree/bin/duizhang" "$@"; }
call --version | grep -q '^duizhang [0-9]' || fail "the unpacked program does not start"
call --version | grep -q '^sqlite [0-9]' || fail "--version tells no libraries"
call --version --json | "${PYTHON:-python3}" -c 'import json,sys; v=json.load(sys.stdin); assert v["schema"]=="duizhang.version/1" and set(v["libraries"])=={"libxml2","libzip","sqlite","libxlsxwriter"}' || fail "--version --json"
call sample "$work/home/in" >/dev/null
cat >"$work/home/pipeline.yaml" <<YAML
inbox: in
output: out
register: in/register.csv
budget: in/budget.csv
allocation: in/allocation.csv
counties: [{name: 台山市, folders: [taishan]}, {name: 开平市, folders: [kaiping]}, {name: 恩平市, folders: [enping]}]
policy: $tree/share/doc/duizhang/examples/policy/village-supervision-2021.yaml
YAML
status=0; call run "$work/home/pipeline.yaml" >"$work/home/said" || status=$?
((status <= 1)) || fail "the unpacked program ends with $status"
[[ -f $work/home/out/current/counties.csv ]] || fail "the unpacked program publishes nothing"

# The libraries are those that the program asks for, and nothing of Swift's is among them.
readelf --dynamic "$tree/bin/duizhang" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | sort >"$work/needed"
cut -d' ' -f1 "$tree/share/doc/duizhang/LIBRARIES" | sort | cmp --silent - "$work/needed" || fail "LIBRARIES does not name what is loaded"
! grep -i swift "$work/needed" || fail "Swift's libraries are needed"
! readelf --dynamic "$tree/bin/duizhang" | grep -E 'RPATH|RUNPATH' | grep -v '\[\$ORIGIN\]' || fail "the program looks for libraries where it was built"
[[ -f $tree/share/man/man1/duizhang.1.gz && -f $tree/share/man/man1/duizhang-run.1.gz && -f $tree/share/bash-completion/completions/duizhang ]] || fail "manual pages or completions are missing"

"${PYTHON:-python3}" - "$tree/share/doc/duizhang/sbom.cdx.json" "$work/needed" "$tree/bin/duizhang" <<'PYTHON' || fail "the list of parts is not whole"
import hashlib, json, pathlib, re, sys
bom, needed = json.loads(pathlib.Path(sys.argv[1]).read_text()), pathlib.Path(sys.argv[2]).read_text().split()
assert bom["bomFormat"] == "CycloneDX" and bom["specVersion"] == "1.5" and re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bom["serialNumber"])
parts = bom["components"]
names = {part["name"] for part in parts}
pins = {pin["location"].removesuffix(".git").split("/")[-1]: pin["state"]["version"] for pin in json.loads(pathlib.Path("Package.resolved").read_text())["pins"]}
assert all(any(part["name"] == name and part["version"] == version for part in parts) for name, version in pins.items()), set(pins) - names
assert {"GRDB.swift", "swift-crypto", "swift-runtime", "libxml2", "libzip4", "libsqlite3-0", "libc6"} <= names, names
told = {entry["value"] for part in parts for entry in part.get("properties", []) if entry["name"] == "duizhang:soname"}
assert set(needed) <= told, set(needed) - told
references = [part["bom-ref"] for part in parts]
assert len(set(references)) == len(references) and set(bom["dependencies"][0]["dependsOn"]) == set(references)
assert all(part["version"] not in ("", "unknown") and part["purl"].startswith("pkg:") for part in parts)
assert bom["metadata"]["component"]["hashes"][0]["content"] == hashlib.sha256(pathlib.Path(sys.argv[3]).read_bytes()).hexdigest()
PYTHON

# The Debian package: what it depends on is what it loads; it installs, runs and leaves nothing.
deb=$(echo "$work"/one/*.deb)
for package in $(cut -d' ' -f2 "$tree/share/doc/duizhang/LIBRARIES" | sort -u); do
  dpkg-deb --field "$deb" Depends | grep -qw "$package" || fail "the package does not depend on $package"
done
dpkg-deb --contents "$deb" | awk '$2 != "root/root" || substr($1, 9, 1) == "w" { exit 1 }' || fail "the package holds files that others own or may write"
if ((EUID == 0)); then
  root=$work/root
  mkdir -p "$root/var/lib/dpkg/"{info,updates}
  touch "$root/var/lib/dpkg/"{status,available}
  dpkg --root="$root" --force-depends --install "$deb" >/dev/null 2>"$work/told" || fail "dpkg does not install it: $(cat "$work/told")"
  "$root/usr/bin/duizhang" --version >/dev/null || fail "what dpkg has installed does not start"
  dpkg --root="$root" --purge duizhang >/dev/null 2>&1 || fail "dpkg does not remove it"
  [[ -z $(find "$root/usr" ! -type d 2>/dev/null) ]] || fail "something is left after it was removed"
fi
exit "$failed"
