#!/usr/bin/env bash
# What is published does not hang on who reads the rows: the plain scanner or libxml2, byte for byte.
set -euo pipefail
project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
inboxes=("$project/data")
[[ -n ${DUIZHANG_SHARED:-} ]] && inboxes+=("$DUIZHANG_SHARED"/uploads/2021-*)
number=0
for inbox in "${inboxes[@]}"; do
  ((number += 1))
  for reading in plain libxml2; do
    output=$work/$number/$reading
    mkdir -p "$output"
    # One key for both, for persons are told by it.
    [[ -f $work/$number/plain/key ]] && cp -n "$work/$number/plain/key" "$output/key" 2>/dev/null || true
    "$DUIZHANG_PROGRAM" run "$project/pipelines/jiangmen-2021.yaml" --inbox "$inbox" --output "$output" --xml "$reading" >/dev/null || [[ $? == [13] ]]
  done
  # These tell of the run itself; the package and the page speak of them.
  diff -rq --exclude=run.json --exclude=changes.csv --exclude=lifecycle.csv --exclude=datapackage.json --exclude=report.html \
    "$work/$number/plain/current/" "$work/$number/libxml2/current/"
done
