#!/bin/sh
# SPDX-License-Identifier: MIT
# man_check.sh QUOTH MANPAGE: the options of the manual page are exactly those of the program (letter, name, argument),
# and every column and command stands in it.
set -eu
quoth=${1:?usage: man_check.sh QUOTH MANPAGE}
page=${2:?usage: man_check.sh QUOTH MANPAGE}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

for command in extract eval train rules schema completion; do
    "$quoth" "$command" --help
done | sed -n 's/^  *\(-[A-Za-z], \)\{0,1\}\(--[a-z-]*\( [A-Z]*\)\{0,1\}\).*/\1\2/p' | sed 's/ *$//' |
    sort -u >"$folder/program"
sed -n '/^.SH OPTIONS/,/^.SH FORMATS/p' "$page" | sed -n 's/\\f[BIR]//g; s/\\-/-/g; /^-.*--[a-z]\|^--[a-z]/p' |
    sort -u >"$folder/page"
diff -u "$folder/program" "$folder/page"

status=0
for column in $("$quoth" extract --help | sed -n '/^Columns:/,/^$/s/^  \([a-z_]*\) .*/\1/p'); do
    grep -q "$column" "$page" || { echo "man_check: column $column is not in $page"; status=1; }
done
for command in $("$quoth" --help | sed -n 's/^ *quoth \([a-z]*\).*/\1/p'); do
    grep -q "quoth $command" "$page" || { echo "man_check: command $command is not in $page"; status=1; }
done
[ "$status" = 0 ] && echo "man_check: $(wc -l <"$folder/page") options agree"
exit "$status"
