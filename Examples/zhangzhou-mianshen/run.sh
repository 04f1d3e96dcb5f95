#!/usr/bin/env bash
# Loads the example and sweeps it: run.sh [YINGXIANG [OUT]]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bin=${1:-$here/../../.build/release/yingxiang}
out=${2:-$here/../../demo-out/zhangzhou-mianshen}
rules=$here/rules
store=$out/zhangzhou.store
rm -rf "$out"
mkdir -p "$out"

# Bills reach to the end of June, lists to the end of July, payments to the 25th.
"$bin" import --rules "$rules" --store "$store" "$here/data/企业.csv"
"$bin" import --rules "$rules" --store "$store" --covers ..2022-06-30 "$here/data/用能月度.csv"
"$bin" import --rules "$rules" --store "$store" --covers ..2022-07-30 \
  "$here/data/限上名录.csv" "$here/data/质量奖获奖.csv" "$here/data/高企认定.csv"
"$bin" import --rules "$rules" --store "$store" --covers ..2022-07-25 "$here/data/财政惠企台账.csv"
echo
"$bin" sweep --rules "$rules" --store "$store" --as-of 2022-07-31 \
  --rows undetermined,near_miss --unmask --out "$out"
echo
"$here/../compare.sh" "$here/expected/findings.csv" "$out/findings.csv"
