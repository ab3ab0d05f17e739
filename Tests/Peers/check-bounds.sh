#!/usr/bin/env bash
# Files that mean harm end in a clear error or the right cells, within seconds and 200 MiB; measured on the optimised program.
set -euo pipefail
[[ -n ${DUIZHANG_LONG:-} ]] || exit 77
swift build -c release --product duizhang >/dev/null
exec "$PYTHON" "$(dirname "$0")/bounds.py" "$(swift build -c release --show-bin-path)/duizhang"
