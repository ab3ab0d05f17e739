#!/usr/bin/env bash
# The three counties' shapes exchanged: figures exact and no error; with faults in the shapes as they are: each at its cell.
set -euo pipefail
[[ -n ${DUIZHANG_SHARED:-} ]] || exit 77
project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
for options in "--exchange 0" "--exchange 1" "--exchange 2" "--faults"; do
  set=$work/set
  # shellcheck disable=SC2086
  "$DUIZHANG_PROGRAM" sample "$set" $options >/dev/null
  # Findings make exit code 1; what they should be is the scorer's business.
  "$DUIZHANG_PROGRAM" run "$project/pipelines/jiangmen-2021.yaml" --inbox "$set" --register "$set/register.csv" \
    --output "$work/out" --force >/dev/null || (($? == 1))
  echo "$options"
  "$DUIZHANG_SHARED/tools/score" "$work/out/current" "$set" | tail -n 6 || status=1
  rm -rf "$work/out" "$set"
done
exit $status
