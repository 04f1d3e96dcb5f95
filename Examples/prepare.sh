#!/usr/bin/env bash
# Makes sure that Swift and the SQLite headers are there; installs the headers where apt may.
set -euo pipefail

if ! command -v swift >/dev/null; then
  echo "Swift 6.2 or later is needed: https://www.swift.org/install/linux/" >&2
  exit 1
fi

compiler=${CC:-$(command -v clang || command -v cc || true)}
has_sqlite() {
  if [ -z "$compiler" ]; then [ -f /usr/include/sqlite3.h ]; return; fi
  printf '#include <sqlite3.h>\n#if SQLITE_VERSION_NUMBER < 3037000\n#error too old\n#endif\n' |
    "$compiler" -x c -fsyntax-only - 2>/dev/null
}

has_sqlite && exit 0
if command -v apt-get >/dev/null; then
  sudo=""
  if [ "$(id -u)" -ne 0 ]; then sudo="sudo -n"; fi
  echo "installing libsqlite3-dev …"
  if $sudo apt-get update -qq && $sudo apt-get install -y -qq libsqlite3-dev >/dev/null && has_sqlite; then
    exit 0
  fi
fi
echo "The SQLite headers are missing. Install them and run this again:" >&2
echo "  Debian, Ubuntu:  sudo apt-get install libsqlite3-dev" >&2
echo "  Fedora:          sudo dnf install sqlite-devel" >&2
exit 1
