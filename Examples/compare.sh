#!/usr/bin/env bash
# Compares the findings of a sweep with what was worked out by hand: compare.sh EXPECTED.csv FINDINGS.csv
# The last column of EXPECTED says why and is not compared; ids and `new` of FINDINGS are not either.
set -euo pipefail
export LC_ALL=C

expected() { tail -n +2 "$1" | cut -d, -f1-8 | sort; }
found() { tail -n +2 "$1" | cut -d, -f2-9 | sort; }

if difference=$(diff <(expected "$1") <(found "$2")); then
  echo "与手工推算的一致（as worked out by hand）：$(expected "$1" | wc -l) 条"
else
  echo "与手工推算的不一致（< expected, > found）：" >&2
  echo "$difference" >&2
  exit 1
fi
