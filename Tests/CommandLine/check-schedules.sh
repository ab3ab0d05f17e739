#!/usr/bin/env bash
# The examples for cron and systemd: commands and options that the program knows, units that systemd takes, times that are times.
set -euo pipefail

project=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
complain() { echo "$*" >&2; failed=1; }

mkdir -p "$folder/output" "$folder/inbox"
cp -r "$project/data/." "$folder/inbox"
# As on the machine that the examples are written for.
here() {
  sed -e "s#/opt/duizhang/bin/duizhang#$DUIZHANG_PROGRAM#g; s#/opt/duizhang#$project#g; s#/srv/duizhang#$folder#g" \
    -e "s/^\(User\|Group\)=.*/\1=root/" "$1"
}

# Each command of the crontab, in its order and with its environment.
here "$project/pipelines/crontab.example" >"$folder/crontab"
commands=$(grep -E '^[0-9]' "$folder/crontab" | sed -E 's/^([^ ]+ +){5}//')
[[ $(wc -l <<<"$commands") == 3 ]] || complain "the crontab should have three commands"
while read -r times; do
  [[ $times =~ ^[0-5]?[0-9]\ [0-2]?[0-9]\ \*\ \*\ ([0-7]|1-5|\*)$ ]] || complain "not a time of cron: $times"
done < <(grep -E '^[0-9]' "$folder/crontab" | awk '{print $1, $2, $3, $4, $5}')
while read -r command; do
  status=0
  env -i PATH="$PATH" HOME="$folder" $(grep -E '^[A-Z_]+=' "$folder/crontab" | grep -v MAILTO) \
    bash -c "$command" >"$folder/out" 2>"$folder/err" </dev/null || status=$?
  ((status == 0)) || complain "exit $status: $command: $(cat "$folder/out" "$folder/err")"
  [[ ! -s $folder/err ]] || complain "it prints to standard error: $command: $(cat "$folder/err")"
done <<<"$commands"
[[ -e $folder/output/current/counties.csv ]] || complain "the crontab's run published nothing"

# Each command of the unit.
while read -r command; do
  status=0
  bash -c "$command" >"$folder/out" 2>"$folder/err" </dev/null || status=$?
  ((status == 0)) || complain "exit $status: $command: $(cat "$folder/err")"
done < <(here "$project/pipelines/duizhang.service" | sed -nE 's/^ExecStart(Post)?=-?//p')

if command -v systemd-analyze >/dev/null; then
  for unit in service timer; do here "$project/pipelines/duizhang.$unit" >"$folder/duizhang.$unit"; done
  systemd-analyze verify "$folder/duizhang.service" "$folder/duizhang.timer" >"$folder/out" 2>&1 || complain "systemd: $(cat "$folder/out")"
  # What the examples themselves cause; the machine's own units may be unwell.
  ! grep duizhang "$folder/out" || complain "systemd finds fault with the units"
  exposure=$(systemd-analyze security --offline=true "$folder/duizhang.service" 2>/dev/null | sed -n 's/.*exposure level.*: \([0-9.]*\).*/\1/p')
  awk -v e="${exposure:-10}" 'BEGIN {exit !(e < 2)}' || complain "the unit is exposed at $exposure, not under 2"
fi
exit "$failed"
