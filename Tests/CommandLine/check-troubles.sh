#!/usr/bin/env bash
# What a person reads in the morning where the disk, or a backup that root restored, kept the night from publishing: the run, doctor and
# history name the cause, and what to do. Skipped where nobody can be asked to run it.
set -euo pipefail

project=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.." && pwd)
[[ $(id -u) == 0 ]] && command -v setpriv >/dev/null || exit 77
folder=$(mktemp -d)
trap 'umount "$folder/full" 2>/dev/null || true; rm -rf "$folder"' EXIT
chmod 755 "$folder"
cp -r "$project/data" "$project/pipelines" "$folder/"
cp "$DUIZHANG_PROGRAM" "$folder/duizhang"
mkdir -m 700 "$folder/out"
chown -R nobody "$folder/out"
pipeline=$folder/pipelines/jiangmen-2021.yaml
output=$folder/out
failed=0
setpriv --reuid=nobody --regid=nogroup --clear-groups "$folder/duizhang" --version >"$folder/said" 2>&1 || exit 77

# expect CODE COMMAND…: runs it as nobody; what it said on both outputs stands in $folder/said.
expect() {
  local wanted=$1 status=0
  shift
  setpriv --reuid=nobody --regid=nogroup --clear-groups "$folder/duizhang" "$@" >"$folder/said" 2>&1 </dev/null || status=$?
  ((status == wanted)) || { echo "exit $status instead of $wanted: duizhang $*" >&2; cat "$folder/said" >&2; failed=1; }
}

says() { grep -q -- "$1" "$folder/said" || { echo "not said: $1" >&2; cat "$folder/said" >&2; failed=1; }; }
says_not() { ! grep -q -- "$1" "$folder/said" || { echo "said: $1" >&2; cat "$folder/said" >&2; failed=1; }; }
run() { expect "$1" run "$pipeline" --output "$output" --force --lang zh; }
doctor() { expect "$1" doctor "$pipeline" --output "$output" --lang zh; }

run 0
doctor 0
for name in runs archive history.sqlite; do
  chown -R root "$output/$name"
  run 4
  says 'Permission denied'
  doctor 1
  says "chown -R nobody $output/$name"
  says_not 'chmod'
  chown -R nobody "$output/$name"
done
run 0
chmod 500 "$output/archive"
doctor 1
says "chmod -R u+rwX $output/archive"
says_not 'chown'
chmod 700 "$output/archive"
doctor 0

mkdir "$folder/empty"
expect 1 doctor "$pipeline" --output "$output" --inbox "$folder/empty" --lang zh
says '共享文件夹是否已挂载'
touch "$folder/empty/Thumbs.db"
expect 1 doctor "$pipeline" --output "$folder/none/out" --inbox "$folder/empty" --lang zh
says_not '共享文件夹是否已挂载'
says_not "chown nobody $folder"

# A disk that is full, and then one that the system has turned read-only.
mkdir "$folder/full"
mount -t tmpfs -o size=8m tmpfs "$folder/full" 2>/dev/null || exit "$failed"
cp -a "$output" "$folder/full/out"
chmod 755 "$folder/full"
output=$folder/full/out
run 0
free=$(($(df --output=avail -k "$folder/full" | tail -1) - 300))
head -c "${free}k" /dev/zero >"$folder/full/fill"
run 4
says '错误：'
says_not 'error:'
says '磁盘已满，No space left on device'
expect 0 history --output "$output" --lang zh
says '出错 .*磁盘已满'
rm "$folder/full/fill"
mount -o remount,ro "$folder/full"
run 4
says '磁盘只读，Read-only file system'
says_not 'error:'
doctor 1
says 'remount,rw'
says_not 'chown'
expect 0 history --output "$output" --lang zh
says '已发布'
expect 0 history --output "$output" --view uploads
expect 4 ack 000000000000 --by 张股长 --until 2099-01-01 --reason 已核 --output "$output" --lang zh
says '磁盘只读'
exit "$failed"
