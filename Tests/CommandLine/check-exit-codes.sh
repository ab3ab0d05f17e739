#!/usr/bin/env bash
# The program's exit codes for bad usage, and what it says where: results on standard output, logs on standard error.
set -euo pipefail

project=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
pipeline=$project/pipelines/jiangmen-2021.yaml
failed=0

expect() {
  local wanted=$1 status=0
  shift
  "$DUIZHANG_PROGRAM" "$@" >"$folder/out" 2>"$folder/err" </dev/null || status=$?
  ((status == wanted)) || { echo "exit $status instead of $wanted: duizhang $*" >&2; failed=1; }
}

expect 2 run
expect 2 frobnicate
expect 2 run "$pipeline" --no-such-option
expect 2 run "$pipeline" --fail-on often
expect 2 run "$pipeline" --log-format xml
expect 2 run "$folder/no-such.yaml"
expect 2 explain DZ000
expect 0 --help
expect 0 --version
printf 'name: x\ninbox: .\nregistre: r.csv\n' >"$folder/typo.yaml"
expect 2 check "$folder/typo.yaml"
grep -q 'did you mean "register"' "$folder/err" && grep -q 'typo.yaml:3' "$folder/err" || { echo "no line or suggestion for an unknown key" >&2; failed=1; }

expect 0 check "$pipeline" --output "$folder/output"
[[ $(wc -l <"$folder/out") == 1 && ! -s $folder/err ]] || { echo "cron should get one line on standard output alone" >&2; failed=1; }
expect 0 check "$pipeline" --output "$folder/output" --log-format json
python3 -c 'import json,sys; [json.loads(line)["run"] for line in sys.stdin]' <"$folder/err" || { echo "the JSON log does not parse" >&2; failed=1; }
expect 0 check "$pipeline" --output "$folder/output" --log-format text
grep -q 'info run ends ' "$folder/err" || { echo "the text log does not tell the end" >&2; failed=1; }
exit "$failed"
