#!/usr/bin/env bash
# Five sweeps, with verification in between: run.sh [YINGXIANG [OUT]]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bin=${1:-$here/../../.build/release/yingxiang}
out=${2:-$here/../../demo-out/sichuan-tuisong}
rules=$here/rules
store=$out/sichuan.store
rm -rf "$out"
mkdir -p "$out"

sweep() { # STEP AS-OF EXPECTED
  echo
  echo "── 第 $1 步，基准日 $2"
  "$bin" sweep --rules "$rules" --store "$store" --as-of "$2" --horizon 90 \
    --rows undetermined --unmask --out "$out/$1"
  "$here/../compare.sh" "$here/expected/$3" "$out/$1/findings.csv"
  local batch
  for batch in "$out/$1"/batches/*/messages.jsonl; do
    if [ -f "$batch" ]; then cat "$batch"; fi
  done
}

# Lists reach to 20 November, payments to the end of October.
"$bin" import --rules "$rules" --store "$store" "$here/data/个人.csv"
"$bin" import --rules "$rules" --store "$store" --covers ..2026-11-20 \
  "$here/data/低保名单.csv" "$here/data/学籍.csv"
"$bin" import --rules "$rules" --store "$store" --covers ..2026-10-31 "$here/data/民生台账.csv"

sweep 1 2026-11-22 findings-1.csv

# Somebody went to see.
"$bin" import --rules "$rules" --store "$store" "$here/data/核实结论.csv"
sweep 2 2026-11-25 findings-2.csv

# The same again.
sweep 3 2026-11-25 findings-2.csv

# The next month.
sweep 4 2026-12-05 findings-4.csv

# One more was verified.
"$bin" import --rules "$rules" --store "$store" "$here/data/later/核实结论.csv"
sweep 5 2026-12-05 findings-4.csv
