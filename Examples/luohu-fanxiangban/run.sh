#!/usr/bin/env bash
# Loads the example and sweeps it: run.sh [YINGXIANG [OUT]]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bin=${1:-$here/../../.build/release/yingxiang}
out=${2:-$here/../../demo-out/luohu-fanxiangban}
rules=$here/rules
store=$out/luohu.store
rm -rf "$out"
mkdir -p "$out"

# Lists reach to 20 November, payments to the end of October.
"$bin" import --rules "$rules" --store "$store" "$here/data/个人.csv"
"$bin" import --rules "$rules" --store "$store" --covers ..2026-11-20 "$here/data/低保名单.csv"
"$bin" import --rules "$rules" --store "$store" --covers ..2026-10-31 "$here/data/民生台账.csv"
echo
"$bin" sweep --rules "$rules" --store "$store" --as-of 2026-11-22 --horizon 90 \
  --rows undetermined,near_miss --unmask --out "$out"
echo
"$here/../compare.sh" "$here/expected/findings.csv" "$out/findings.csv"
