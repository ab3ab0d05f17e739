#!/usr/bin/env bash
# run and run --records come to the same bytes, over record lines in any parts and order, at S and, with --long, at M.
set -euo pipefail

program=${DUIZHANG_PROGRAM:?}
[[ -n ${DUIZHANG_SHARED:-} ]] || exit 77
project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
head -c 32 /dev/zero >"$work/key"

# compare NAME PIPELINE: what a run publishes, and what a run over shuffled lines in seven parts publishes.
compare() {
  local name=$1 pipeline=$2 code=0 again=0 file lines
  "$program" run "$pipeline" --output "$work/$name-run" >/dev/null || code=$?
  mkdir -p "$work/$name-records/some/where"
  "$program" normalize "$pipeline" --list | shuf --random-source="$work/key" >"$work/list"
  split --number=r/3 "$work/list" "$work/list-"
  for lines in "$work"/list-??; do "$program" normalize "$pipeline" <"$lines" >>"$work/lines"; done
  shuf --random-source=<(yes) "$work/lines" | split --number=r/7 - "$work/$name-records/some/where/part-"
  "$program" run "$pipeline" --records "$work/$name-records" --output "$work/$name-again" >/dev/null || again=$?
  rm -f "$work"/list* "$work/lines"
  [[ $code == "$again" ]] || { echo "$name: run ends with $code, run --records with $again"; exit 1; }
  for file in "$work/$name-run/current"/*.csv; do
    # A discrepancy's life names its runs.
    [[ $file == */lifecycle.csv ]] || cmp "$file" "$work/$name-again/current/$(basename "$file")"
  done
  rm -rf "${work:?}/$name"*
}

scales=(S)
[[ -z ${DUIZHANG_LONG:-} ]] || scales+=(M)
for scale in "${scales[@]}"; do
  "${PYTHON:-python3}" "$DUIZHANG_SHARED/bench/gen.py" "$work/data" "$scale" >/dev/null
  cat >"$work/$scale.yaml" <<YAML
name: bench
language: en
inbox: $work/data
output: $work/unused
register: $work/data/register.csv
policy: $project/pipelines/policy/bench-2023.yaml
counties: folders
ignore: [budget.csv]
key_file: $work/key
YAML
  compare "$scale" "$work/$scale.yaml"
  rm -rf "$work/data"
done
sed -E "s#\.\./data#$project/data#; s#^inbox: .*#inbox: $DUIZHANG_SHARED/uploads/2021-with-faults#; s#: (policy|claims)/#: $project/pipelines/\1/#
  s#^register: .*#register: $DUIZHANG_SHARED/register/villages-2021.csv#" "$project/pipelines/jiangmen-2021.yaml" >"$work/faults.yaml"
echo "key_file: $work/key" >>"$work/faults.yaml"
compare faults "$work/faults.yaml"
