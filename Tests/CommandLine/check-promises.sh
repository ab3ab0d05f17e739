#!/usr/bin/env bash
# What README names is there: each test, folder and file in backquotes that says where it lies.
set -euo pipefail
cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.."
failed=0 count=0
while read -r path; do
  ((count += 1))
  [[ -e $path ]] || { echo "README.md names $path, which is not there" >&2; failed=1; }
done < <(grep -oE '`(Tests|Sources|pipelines|data)/[A-Za-z0-9_./-]+`' README.md | tr -d '`' | sort -u)
((count > 20)) || { echo "README.md names only $count paths" >&2; failed=1; }
exit "$failed"
