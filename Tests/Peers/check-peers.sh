#!/usr/bin/env bash
# `extract` agrees with openpyxl and python-calamine, cell by cell, on workbooks made by seed.
set -euo pipefail
exec "$PYTHON" "$(dirname "$0")/compare.py" "$DUIZHANG_PROGRAM" ${DUIZHANG_LONG:+--long}
