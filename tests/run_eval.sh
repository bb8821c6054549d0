#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# `quoth eval` has to give the figures that the score.py beside the project gives, to three decimals. Arguments: path of
# quoth, gold folder. Exits with 77 (skipped) where score.py or Python is not there.
set -u
quoth=$(realpath "$1") gold=$(realpath "$2") || exit 2
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P) || exit 2
score=$top/../shared/eval/score.py
if [ ! -e "$score" ] || ! command -v python3 >/dev/null; then
    printf 'skipped: no ../shared/eval/score.py or no python3\n'
    exit 77
fi
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$top" || exit 2
"$quoth" extract --format jsonl "$gold/text" >"$work/rows.jsonl" || exit 1
python3 "$score" --gold "$gold" --system "$work/rows.jsonl" --json >"$work/score.json" || exit 1
"$quoth" eval --gold "$gold" --json >"$work/eval.json" || exit 1
python3 - "$work/score.json" "$work/eval.json" <<'END'
import json, sys

def flat(value, path=""):
    if isinstance(value, dict):
        for key, part in value.items():
            yield from flat(part, f"{path}.{key}" if path else key)
    else:
        yield path, value

score, ours = (dict(flat(json.load(open(p, encoding="utf-8")))) for p in sys.argv[1:3])
failed = 0
for path, value in score.items():
    if path not in ours or abs(ours[path] - value) > 0.0005:
        print(f"{path}: score.py {value}, quoth eval {ours.get(path)}")
        failed += 1
print(f"{len(score) - failed} passed, {failed} failed")
sys.exit(failed > 0)
END
