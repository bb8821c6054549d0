#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the examples that the documentation shows: in Markdown the blocks fenced with ```console, in the man page those
# between .EX and .EE. A line `$ COMMAND` is run, lines `> MORE` directly behind it belong to it, the lines up
# to the next command are what it has to print; a line `...` stands for any lines. Arguments: path of quoth, then files.
# Closes with `N passed, N failed`.
#
# The commands run in a folder that has links to everything in the project's, so they may read its files and write new
# ones; the blocks of one file follow each other in the same folder.
set -u
quoth=$(realpath "$1") || exit 2
shift
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P) || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" && ln -s "$quoth" "$work/bin/quoth"
export PATH="$work/bin:$PATH" LC_ALL=C.UTF-8 TZ=UTC
unset COLUMNS NO_COLOR
passed=0 failed=0 number=0

# Prints the example lines of a file as `LINE:text`, and `LINE:$ ` behind each block. Roff's escapes are taken out.
blocks()
{
    case $1 in
    *.md) awk '/^[ ]*```console *$/ {on = 1; next} /^[ ]*```/ {if (on) print NR ":$ "; on = 0} on {print NR ":" $0}' "$1" ;;
    *) awk '/^\.EX/ {on = 1; next} /^\.EE/ {print NR ":$ "; on = 0} on {
               gsub(/\\&/, ""); gsub(/\\-/, "-"); gsub(/\\\(aq|\\\[aq\]/, "\047"); gsub(/\\\(dq|\\\[dq\]/, "\"")
               gsub(/\\f[BIRP]/, ""); gsub(/\\e|\\\(rs|\\\[rs\]/, "\\"); print NR ":" $0}' "$1" ;;
    esac
}

# True when the lines of $2 are those of $1, in which `...` stands for any number of lines.
same()
{
    awk -v wanted="$1" -v got="$2" 'BEGIN {
        n = m = 0
        while ((getline line < wanted) > 0) w[++n] = line
        while ((getline line < got) > 0) g[++m] = line
        for (j = 0; j <= m; j++) ok[0, j] = j == 0
        for (i = 1; i <= n; i++)
            for (j = 0; j <= m; j++)
                ok[i, j] = w[i] == "..." ? ok[i - 1, j] || (j > 0 && ok[i, j - 1]) \
                                         : j > 0 && ok[i - 1, j - 1] && w[i] == g[j]
        exit !ok[n, m]
    }'
}

# Runs $command (from $file:$at) and compares with $work/wanted; then forgets it.
finish()
{
    [ -n "$command" ] || return 0
    # CSV has CRLF, which documentation does not show
    (cd "$dir" && timeout 60 bash -c "$command" 2>&1) </dev/null | tr -d '\r' >"$work/got"
    if same "$work/wanted" "$work/got"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s:%s: $ %s\n' "$file" "$at" "$command"
        diff -u --label documentation --label program "$work/wanted" "$work/got" | sed 's/^/    /'
    fi
    command=
}

for file in "$@"; do
    if [ ! -r "$file" ]; then
        printf "%s: not there\n" "$file"
        failed=$((failed + 1))
        continue
    fi
    number=$((number + 1))
    dir=$work/$number command='' head=
    mkdir "$dir" && ln -s "$top"/* "$dir"
    while IFS= read -r line; do
        text=${line#*:}
        case $head:$text in
        *:'$ '*)
            finish
            command=${text#\$ } at=${line%%:*} head=1
            : >"$work/wanted" ;;
        1:'> '*) command=$command$'\n'${text#> } ;;
        *)
            printf '%s\n' "$text" >>"$work/wanted"
            head= ;;
        esac
    done < <(blocks "$file")
    finish
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
