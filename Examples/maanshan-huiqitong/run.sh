#!/usr/bin/env bash
# Loads the example and sweeps it: run.sh [YINGXIANG [OUT]]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bin=${1:-$here/../../.build/release/yingxiang}
out=${2:-$here/../../demo-out/maanshan-huiqitong}
rules=$here/rules
store=$out/maanshan.store
rm -rf "$out"
mkdir -p "$out"

# Monthly figures reach to the end of May, lists to 28 June, payments to 15 June.
"$bin" import --rules "$rules" --store "$store" "$here/data/企业.csv"
"$bin" import --rules "$rules" --store "$store" --covers ..2024-05-31 "$here/data/单位参保月.csv"
"$bin" import --rules "$rules" --store "$store" --covers ..2024-06-28 \
  "$here/data/企业所得税申报.csv" "$here/data/残疾人安置.csv" "$here/data/认定名单.csv" "$here/data/技改项目.csv"
"$bin" import --rules "$rules" --store "$store" --covers ..2024-06-15 "$here/data/惠企台账.csv"
echo
"$bin" sweep --rules "$rules" --store "$store" --as-of 2024-06-30 \
  --rows undetermined,near_miss --unmask --out "$out"
echo
"$here/../compare.sh" "$here/expected/findings.csv" "$out/findings.csv"
