# Names the commit that a build is made from, in DUIZHANG_COMMIT, unless that is set. Sourced by whatever builds; `project` is the source.

# With `+` where the source differs from the commit; nothing where the source is in no repository.
if [[ -z ${DUIZHANG_COMMIT+set} ]]; then
  DUIZHANG_COMMIT=$(git -C "$project" describe --always --abbrev=12 --dirty=+ --exclude '*' 2>/dev/null || true)
fi
export DUIZHANG_COMMIT
