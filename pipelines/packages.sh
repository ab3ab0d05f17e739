# Debian packages: what the build and the tests stand on, and how the missing ones get installed.
# Sourced by pipelines/nightly and Tests/run; `caller_name` is the name that messages begin with.

build_packages=(libxml2-dev libzip-dev libxlsxwriter-dev libsqlite3-dev pkg-config)

# The packages among the arguments that are not installed, one a line.
missing_packages() {
  local package
  for package in "$@"; do
    [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" == installed ]] || echo "$package"
  done
}

# Installs those of the packages that are missing; fails, with the command to type, where it may not or cannot.
install_missing() {
  if ! command -v dpkg-query >/dev/null; then
    echo "$caller_name: no dpkg here; taking it that these are installed: $*" >&2
    return 0
  fi
  local missing=() as_root=() log
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null || ! sudo --non-interactive true 2>/dev/null; then
      echo "$caller_name: missing packages; install them as root: apt-get install ${missing[*]}" >&2
      return 1
    fi
    # sudo drops the environment, so apt is told here not to ask.
    as_root=(sudo --non-interactive)
  fi
  echo "$caller_name: installing ${missing[*]}" >&2
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends "${missing[@]}"; } </dev/null >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    echo "$caller_name: apt could not install: ${missing[*]}" >&2
    return 1
  fi
  rm -f "$log"
}
