#!/usr/bin/env bash
# `extract` reads workbooks of hand-made XML with every oddity of real writers in them, byte for byte as they were written.
set -euo pipefail
count=150
[[ -z ${DUIZHANG_LONG:-} ]] || count=3000
exec "$PYTHON" "$(dirname "$0")/oddities.py" "$DUIZHANG_PROGRAM" --count "$count"
