#!/usr/bin/env bash
# normalize as a filter: it needs the key, leaves nothing behind, and what one upload does to its reader costs that upload.
set -uo pipefail

program=${DUIZHANG_PROGRAM:?}
project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
fail() { echo "$1"; failed=1; }

cp -r "$project/data" "$work/data"
sed -E "s#\.\./data#$work/data#; s#^output: .*#output: $work/output#; s#: (policy|claims)/#: $project/pipelines/\1/#" \
  "$project/pipelines/jiangmen-2021.yaml" >"$work/pipeline.yaml"

"$program" normalize "$work/pipeline.yaml" --list >"$work/list" 2>"$work/errors"
[[ $? == 2 ]] || fail "without a key: not 2"
grep -q key_file "$work/errors" || fail "without a key: key_file: is not named"
[[ ! -e $work/output ]] || fail "without a key: something was written"

head -c 32 /dev/zero >"$work/key"
echo "key_file: $work/key" >>"$work/pipeline.yaml"
"$program" normalize "$work/pipeline.yaml" --list >"$work/list" || fail "--list: exit code $?"
before=$(find "$work" | sort | sha256sum)
"$program" normalize "$work/pipeline.yaml" <"$work/list" >/dev/shm/normalize.$$ || fail "from standard input: exit code $?"
after=$(find "$work" | sort | sha256sum)
[[ $before == "$after" ]] || fail "normalize has left something behind"
mv /dev/shm/normalize.$$ "$work/lines"

# Files as arguments come to the same lines as requests.
mapfile -t files < <(awk -F'\t' -v inbox="$work/data/" '$1 != "" && $2 != "" { print inbox $2 }' "$work/list")
"$program" normalize "$work/pipeline.yaml" "${files[@]}" | cmp - <(grep -v ^stray "$work/lines") || fail "files as arguments come to other lines"
"$program" normalize "$work/pipeline.yaml" "$work/key" 2>/dev/null
[[ $? == 2 ]] || fail "a file of no county: not 2"

# An upload over which its reader dies, or never comes to an end, is a record that says so; the others are read.
poison=$(sed -n 2p "$work/list" | cut -f2)
[[ -n $poison ]] || { echo "the list is empty"; exit 1; }
cat >"$work/poison.c" <<'C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
static void look(const char *path) {
  const char *poison = getenv("POISON"), *how = getenv("POISON_HOW");
  if (!poison || !strstr(path, poison)) return;
  if (how && !strcmp(how, "hang")) for (;;) pause();
  abort();
}
int open(const char *path, int flags, ...) {
  va_list list; va_start(list, flags); int mode = va_arg(list, int); va_end(list);
  look(path);
  return ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open"))(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
  va_list list; va_start(list, flags); int mode = va_arg(list, int); va_end(list);
  look(path);
  return ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open64"))(path, flags, mode);
}
C
if cc -shared -fPIC -o "$work/poison.so" "$work/poison.c" 2>/dev/null || clang -shared -fPIC -o "$work/poison.so" "$work/poison.c"; then
  for how in abort hang; do
    POISON=$(basename "$poison") POISON_HOW=$how LD_PRELOAD=$work/poison.so \
      "$program" normalize "$work/pipeline.yaml" --patience 8 <"$work/list" >"$work/poisoned" 2>/dev/null || fail "$how: exit code $?"
    [[ $(awk -F'\t' '$1 == "upload" && $10 == "died"' "$work/poisoned" | cut -f3) == "$poison" ]] || fail "$how: the upload is not told"
    diff <(awk -F'\t' -v p="$poison" '$3 != p' "$work/lines") <(awk -F'\t' -v p="$poison" '$3 != p' "$work/poisoned") >/dev/null ||
      fail "$how: other uploads came to other lines"
  done
  mkdir "$work/records" && cp "$work/poisoned" "$work/records/part"
  "$program" run "$work/pipeline.yaml" --records "$work/records" >/dev/null
  [[ $? == 3 ]] || fail "a county whose upload could not be read is not held"
  grep -q "^DZ101,block,.*$(basename "$poison")" "$work/output/current/discrepancies.csv" || fail "DZ101 does not name the upload"
else
  fail "no compiler for the poison"
fi

# Nobody reads the output any more.
"$program" normalize "$work/pipeline.yaml" <"$work/list" | head -c 1 >/dev/null
ended=${PIPESTATUS[0]}
# All was written before, or it noticed and stopped.
[[ $ended == 0 || $ended == 1 || $ended == 141 ]] || fail "without a reader it ends with $ended"
[[ $failed == 0 ]]
