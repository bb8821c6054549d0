#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# usage: run_schema.sh QUOTH FOLDER
# Validates every JSONL row of a folder's articles against `quoth schema`, with Debian's python3-jsonschema, which knows
# nothing of quoth; and sees to it that the schema refuses rows that are wrong.
set -euo pipefail
quoth=$1 folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$quoth" schema >"$work/schema.json"
"$quoth" extract --quiet --format jsonl "$folder" >"$work/rows.jsonl"
"$quoth" extract --quiet --format json "$folder" >"$work/rows.json"
/usr/bin/python3 - "$work" <<'PYTHON'
import copy, json, sys
from jsonschema import Draft202012Validator

work = sys.argv[1]
schema = json.load(open(f"{work}/schema.json", encoding="utf-8"))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
rows = [json.loads(line) for line in open(f"{work}/rows.jsonl", encoding="utf-8")]
passed = failed = 0


def expect(ok, what):
    global passed, failed
    passed, failed = passed + ok, failed + (not ok)
    if not ok:
        print("failed:", what)


expect(len(rows) > 100, "more than 100 rows")
expect(rows == json.load(open(f"{work}/rows.json", encoding="utf-8")), "json and jsonl are equal")
for n, row in enumerate(rows, 1):
    errors = [e.message for e in validator.iter_errors(row)]
    expect(not errors, f"row {n}: {errors[:1]}")


def refuses(what, change):
    row = copy.deepcopy(rows[0])
    change(row)
    expect(not validator.is_valid(row), "the schema refuses " + what)


refuses("an unknown type", lambda r: r.update(type="shouted"))
refuses("a missing quote", lambda r: r.pop("quote"))
refuses("a confidence above 1", lambda r: r.update(confidence=1.5))
refuses("a negative offset", lambda r: r["quote"]["spans"][0].update(start=-1))
refuses("a speaker of a wrong kind", lambda r: r["speaker"].update(kind="ghost"))
refuses("an unknown key", lambda r: r.update(surprise=True))
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
PYTHON
