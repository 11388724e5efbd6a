# shellcheck shell=bash
# Shared by the scripts beside it, which source it: finds what is needed and installs what is missing.

say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }
fail() { say "$*"; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# Swift itself is the reader's choice of where and how: the one command that installs it, and no more.
need_swift() {
  local wanted=6.1 found how
  case "$(uname -s)" in
    Darwin) how='brew install swift' ;;
    Linux) how="curl -fsSL https://download.swift.org/swiftly/linux/swiftly-$(uname -m).tar.gz | tar xz && ./swiftly init" ;;
    *) fail "this works on Debian, Ubuntu and macOS; elsewhere, run it in a container: docker run -it -v \"\$PWD\":/book -w /book swift:6.1 script/build-site" ;;
  esac
  has swift || fail "Swift $wanted or later is needed. Install it with: $how"
  found=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' | head -n 1)
  [ "$(printf '%s\n%s\n' "$wanted" "${found:-0}" | sort -V | head -n 1)" = "$wanted" ] ||
    fail "Swift $wanted or later is needed, and this is ${found:-unknown}. Install it with: $how"
}

# Runs a command as the administrator, where that takes something.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif has sudo; then sudo "$@"
  else fail "not root, and no sudo here. As root, run: $*"
  fi
}

# install_packages "apt packages" "brew packages"
install_packages() {
  local apt=$1 brew=$2
  # The lists of names are meant to be split into words.
  # shellcheck disable=SC2086
  if has apt-get; then
    say "installing $apt"
    as_root apt-get -o DPkg::Lock::Timeout=300 update -qq || return
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq $apt >/dev/null
  elif has brew; then
    say "installing $brew"
    brew install --quiet $brew
  else
    fail "neither apt-get nor brew here. Install by hand: $apt"
  fi
}

need_libcmark() {
  if ! has pkg-config || ! pkg-config --exists libcmark; then
    install_packages 'libcmark-dev pkg-config' 'cmark pkgconf'
  fi
  pkg-config --atleast-version=0.30 libcmark ||
    fail "libcmark 0.30 or later is needed, and this is $(pkg-config --modversion libcmark): take a newer release of the system"
}

# The packages of the tests in Python, in an environment of their own.
# (`set -e` does not hold in a stage, so each step says that a failure ends it.)
need_python() {
  if ! has python3 || ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    install_packages 'python3 python3-venv' python3 || return
  fi
  if ! cmp -s Tests/Browser/requirements.txt .venv/installed.txt; then
    rm -rf .venv
    python3 -m venv .venv || return
    .venv/bin/pip install --quiet --disable-pip-version-check -r Tests/Browser/requirements.txt || return
    cp Tests/Browser/requirements.txt .venv/installed.txt
  fi
}
