#!/usr/bin/env bash
# LibreOffice opens the sample workbooks, and reads the cells that were written.
set -euo pipefail
command -v soffice >/dev/null || exit 77
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$DUIZHANG_PROGRAM" sample "$folder/sample" >/dev/null
for workbook in "$folder"/sample/*/*.xlsx; do
  soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to csv:"Text - txt - csv (StarCalc)":44,34,76,1 --outdir "$folder/csv" "$workbook" >/dev/null 2>&1
done
count=$(find "$folder/csv" -name '*.csv' | wc -l)
[[ $count -eq 2 ]] || { echo "LibreOffice opened $count of 2 workbooks"; exit 1; }
grep -q '"台城街道办事处",26,78,0,78,224640' "$folder"/csv/台山市*.csv || { echo "the summary's first row is not as written"; exit 1; }
