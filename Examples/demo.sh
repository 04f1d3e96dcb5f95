#!/usr/bin/env bash
# The demonstration: a made-up city of 20,000 people and 2,000 enterprises, swept twice with the shipped rules.
#   demo.sh YINGXIANG      (sample-city is looked for beside it; everything goes to demo-out/)
set -euo pipefail
export LC_ALL=C.UTF-8

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
bin=$(realpath "${1:-$root/.build/release/yingxiang}")
city=$(dirname "$bin")/sample-city
out=$root/demo-out
rules=$root/Rules
store=$out/city.store
day=2026-11-22
started=$(date +%s%N)

for program in "$bin" "$city"; do
  if [ ! -x "$program" ]; then
    echo "没有 $program；先运行 make build（build it first）" >&2
    exit 1
  fi
done

title() { printf '\n── %s\n' "$1"; }
seconds() { local tenths=$((($(date +%s%N) - started) / 100000000)); echo "$((tenths / 10)).$((tenths % 10)) 秒"; }
total() { # WORD: adds up the figures after it in the import log
  local sum=0 number
  while read -r number; do sum=$((sum + number)); done < <(grep -o "$1 [0-9]*" "$out/import.log" | cut -d' ' -f2)
  echo "$sum"
}
messages() { # SWEEP: its messages in all
  local batch count=0
  for batch in "$out/$1"/batches/*/messages.jsonl; do
    if [ -f "$batch" ]; then count=$((count + $(wc -l < "$batch"))); fi
  done
  echo "$count"
}
new_findings() { tail -n +2 "$out/$1/findings.csv" | grep -c ',1$' || true; }

rm -rf "$out"
mkdir -p "$out"

title "一、造一座样例城市：2 万人、2 千家企业（都是编的，同样的参数得到同样的字节）"
"$city" --people 20000 --enterprises 2000 --seed 1 --as-of "$day" --out "$out/city"
echo "$(find "$out/city" -name '*.csv' | wc -l) 个文件，$(cat "$out/city"/*.csv | wc -l) 行　（$(seconds)）"

title "二、导入：坏的行退回并写明原因，坏的格子记为不知道，都不悄悄丢掉"
bash "$out/city/load.sh" "$bin" "$rules" "$store" > "$out/import.log"
echo "导入 $(total 新增) 条，退回 $(total 退回) 行，数据质量 $(total 数据质量) 条　（$(seconds)）"
sed -n 1,3p "$out/city/reports/个人.rejects.csv" | cut -c1-100

title "三、第一次扫描，基准日 $day，往前看 90 天"
"$bin" sweep --rules "$rules" --store "$store" --as-of "$day" --horizon 90 --out "$out/sweep-1"
echo "（$(seconds)）"
echo "“发现即推”的政策马上推送 $(messages sweep-1) 条；“核实后推”的先去核实，一条也不推。"

title "四、核实结论回来，再扫一次：属实的放行，已死亡、失联、迁出的不再列入"
"$bin" import --rules "$rules" --store "$store" "$out/city/核实结论.csv"
tail -n +2 "$out/city/核实结论.csv" | cut -d, -f3 | sort | uniq -c | sort -rn |
  while read -r count word; do printf '%s %s　' "$word" "$count"; done
echo
"$bin" sweep --rules "$rules" --store "$store" --as-of "$day" --horizon 90 --out "$out/sweep-2" > "$out/sweep-2.log"
echo "新发现 $(new_findings sweep-2) 条；放行推送 $(messages sweep-2) 条，第一次推过的一条也不重复　（$(seconds)）"

title "五、一条发现，逐条说明为什么"
finding=$(grep '开平市高龄老人政府津贴,.*,entitled,' "$out/sweep-2/findings.csv" | sed -n 1p)
echo "$finding"
"$bin" explain --rules "$rules" --store "$store" --as-of "$day" \
  --policy "$(cut -d, -f2 <<< "$finding")" --subject "$(cut -d, -f4 <<< "$finding")"

title "六、推送批次里的一条消息（对象只有不透明的键；每条有幂等键）"
for batch in "$out"/sweep-2/batches/*/messages.jsonl; do
  grep -m 1 '您有[0-9]*项政策' "$batch" || sed -n 1p "$batch"
  break
done

title "七、输出在 $out"
echo "  city/                 样例数据，reports/ 是退回的行和数据质量"
echo "  sweep-1/ sweep-2/     summary.json findings.csv undetermined.csv timings.json batches/批次/{manifest.json,messages.jsonl}"
echo "  city.store            数据库，一个 SQLite 文件"
echo "共 $(seconds)"
