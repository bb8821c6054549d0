#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the folders of tests/cases (their form: tests/README.md). Arguments: path of quoth, then names of cases (none: all).
# Prints what went wrong as a diff and closes with `N passed, N failed`; known gaps are counted in a line before it.
set -u
quoth=$(realpath "$1") || exit 2
shift
cases=$(cd "$(dirname "${BASH_SOURCE[0]}")/cases" && pwd -P) || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" && ln -s "$quoth" "$work/bin/quoth"
export PATH="$work/bin:$PATH" LC_ALL=C.UTF-8 TZ=UTC
unset COLUMNS NO_COLOR
passed=0 failed=0 gaps=0

# Compares a wanted file with what came out; the wanted one may be missing (then nothing may have come).
same()
{
    local wanted=$1
    [ -e "$wanted" ] || wanted=/dev/null
    diff -u --label expected --label got "$wanted" "$2"
}

# Runs the case in a copy of its folder, so that it may write files there. Its differences go to standard output.
run_case()
{
    local name=$1 dir=$work/$1 input=/dev/null status expected good=0 file
    cp -R "$cases/$name" "$dir" || return 1
    cd "$dir" || return 1
    [ -e input.txt ] && input=input.txt
    if [ -e run ]; then
        timeout 20 bash run <"$input" >"$work/out" 2>"$work/err"
    else
        eval "set -- $(cat args)"
        timeout 20 quoth "$@" <"$input" >"$work/out" 2>"$work/err"
    fi
    status=$?
    expected=$(cat status 2>/dev/null || echo 0)
    if [ "$status" != "$expected" ]; then
        printf 'status: expected %s, got %s\n' "$expected" "$status"
        good=1
    fi
    for file in expected.*; do
        same "$file" "$work/out" || good=1
    done
    same stderr "$work/err" || good=1
    if [ -d files ]; then
        for file in files/*; do
            diff -u "$file" "$(basename "$file")" || good=1
        done
    fi
    return "$good"
}

for path in "$cases"/*.ok "$cases"/*.gap; do
    name=$(basename "$path")
    [ -d "$path" ] || continue
    if [ $# -gt 0 ] && ! printf '%s\n' "$@" | grep -qxF -e "$name" -e "${name%.*}"; then
        continue
    fi
    if (run_case "$name") >"$work/diff" 2>&1; then
        result=good
    else
        result=bad
    fi
    case $name:$result in
    *.ok:good) passed=$((passed + 1)) ;;
    *.gap:bad) gaps=$((gaps + 1)) ;;
    *.gap:good)
        failed=$((failed + 1))
        printf '%s: this known gap passes now: rename it to %s.ok\n' "$name" "${name%.gap}" ;;
    *)
        failed=$((failed + 1))
        printf '%s:\n' "tests/cases/$name"
        sed 's/^/    /' "$work/diff" ;;
    esac
done
printf '%d known gaps\n' "$gaps"
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ $((passed + gaps)) -gt 0 ]
