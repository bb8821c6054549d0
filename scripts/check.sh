#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The house rules that no compiler checks. Prints each breach with its place and closes with `N passed, N failed` (one for
# each rule). Arguments: none. Needs bash, awk, git or find; clang-format where it is there.
set -u
export LC_ALL=C.UTF-8
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
passed=0 failed=0

# A rule holds when its function prints nothing.
rule()
{
    local what=$1 breaches
    shift
    breaches=$("$@" 2>&1)
    if [ -z "$breaches" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s:\n%s\n' "$what" "$(sed 's/^/    /' <<<"$breaches")"
    fi
}

mapfile -t sources < <(find src include tests scripts -name '*.[ch]' | sort)
mapfile -t scripts < <(grep -lE '^#!' -r scripts tests .ci --include='*' | sort)

# Folders of src/ in the order in which data flows; a file may include its own folder and those before it.
folders='base words text rules match people speaker table top cli'

includes_only_upwards()
{
    awk -v folders="$folders" '
        BEGIN { n = split(folders, name); for (i = 1; i <= n; i++) rank[name[i]] = i }
        FNR == 1 {
            own = FILENAME; sub(/^src\//, "", own)
            own = own ~ /\// ? substr(own, 1, index(own, "/") - 1) : "top"
        }
        /^#include "/ {
            split($0, part, "\""); file = part[2]
            if (file == "quoth.h") next
            other = file ~ /\// ? substr(file, 1, index(file, "/") - 1) : "top"
            if (!(own in rank)) print FILENAME ":" FNR ": folder " own " has no place in the order"
            else if (!(other in rank)) print FILENAME ":" FNR ": " file ": write the path from src/"
            else if (own == "cli" && other != "cli") print FILENAME ":" FNR ": cli may include quoth.h and cli/ only: " file
            else if (rank[other] > rank[own]) print FILENAME ":" FNR ": " own " may not include " file
        }' $(find src -name '*.[ch]' | sort)
}

only_utf8_has_utf8proc() { grep -rn --include='*.[ch]' '#include <utf8proc' src | grep -v '^src/base/utf8\.c:'; }

files_are_short()
{
    wc -l "${sources[@]}" | awk '$2 != "total" && $1 > 600 {print $2 ": " $1 " lines, at most 600"}'
}

# The form that clang-format gives: a body begins with `{` and ends with `}` in the first column.
functions_are_short()
{
    awk 'FNR == 1 {start = 0}
         /^{$/ {start = FNR; next}
         /^}/ {
             if (start && FNR - start - 1 > 100) print FILENAME ":" start ": a function of " FNR - start - 1 " lines, at most 100"
             start = 0
         }' "${sources[@]}"
}

lines_are_short()
{
    awk '{ line = $0; gsub(/[\200-\277]/, "", line) } length(line) > 120 {print FILENAME ":" FNR ": " length(line) " columns, at most 120"}' \
        "${sources[@]}"
}

licence_is_first()
{
    local file line
    for file in "${sources[@]}" "${scripts[@]}" CMakeLists.txt cmake/*.cmake tests/CMakeLists.txt scripts/packages.sh; do
        line=$(head -n 2 "$file")
        case $line in *'SPDX-License-Identifier: MIT'*) ;; *) printf '%s:1: no SPDX line\n' "$file" ;; esac
    done
}

# Guards: src/base/arena.h has QUOTH_BASE_ARENA_H.
headers_are_guarded()
{
    local file guard
    while read -r file; do
        guard=$(tr a-z/. A-Z__ <<<"QUOTH_${file#src/}")
        grep -qx "#ifndef $guard" "$file" || printf '%s: no guard %s\n' "$file" "$guard"
    done < <(find src -name '*.h' | sort)
}

no_global_state()
{
    grep -nE '^(static )?(bool|int|char|size_t|uint[0-9]+_t|[a-z_]+) \**[a-z_]+(\[[^]]*\])*( = .*)?;$' $(find src -name '*.c') |
        grep -vE 'static const|_Atomic|volatile sig_atomic_t|: *(return|typedef) '
}

no_stdio_in_library()
{
    grep -nwE 'printf|puts|putchar|fprintf|exit|getenv|setlocale|stdout|stderr' $(find src -name '*.c' -not -path 'src/cli/*') |
        grep -vE '^[^:]*:[0-9]+: *//|^src/base/arena\.c:'
}

sources_are_listed()
{
    local file
    for file in $(find src -name '*.c' -not -path 'src/cli/main.c' | sort); do
        grep -qwF "$file" CMakeLists.txt || printf '%s is not in CMakeLists.txt\n' "$file"
    done
    for file in tests/unit/test_*.c; do
        file=${file#tests/unit/test_}
        grep -qx "SUITE(${file%.c})" tests/unit/suites.h || printf '%s is not in tests/unit/suites.h\n' "${file%.c}"
    done
    grep '^SUITE' tests/unit/suites.h | sort -c 2>&1
}

# Comments stay at the top; entries are sorted by code point and stand once.
word_lists_are_sorted()
{
    if [ -x scripts/check-words ]; then
        local said
        said=$(scripts/check-words 2>&1) || printf '%s\n' "$said"
        return
    fi
    local list
    for list in rules/*/words/*.txt; do
        grep -v -e '^#' -e '^$' "$list" | LC_ALL=C sort -c -u 2>&1 | sed "s|^sort: -|$list|"
    done
}

code_is_formatted()
{
    command -v clang-format >/dev/null || return 0
    clang-format --dry-run "${sources[@]}" 2>&1 |
        awk -F: '/^[^ ]+:[0-9]+:[0-9]+: warning/ && !seen[$1]++ {print $1 ":" $2 ": not as clang-format has it"}'
}

# `scripts/run` and friends have to run on a fresh clone.
scripts_are_executable()
{
    local file
    for file in "${scripts[@]}"; do
        [ -x "$file" ] || printf '%s is not executable\n' "$file"
    done
}

shell_is_sound()
{
    local file
    for file in "${scripts[@]}" scripts/packages.sh; do
        head -n 1 "$file" | grep -q python || bash -n "$file"
    done
}

rule 'includes go upwards' includes_only_upwards
rule 'utf8proc is used in one file' only_utf8_has_utf8proc
rule 'files have at most 600 lines' files_are_short
rule 'functions have at most 100 lines' functions_are_short
rule 'lines have at most 120 columns' lines_are_short
rule 'the licence stands first' licence_is_first
rule 'headers have their guard' headers_are_guarded
rule 'no global state in src/' no_global_state
rule 'the library neither prints nor exits' no_stdio_in_library
rule 'sources and suites are listed' sources_are_listed
rule 'word lists are sorted' word_lists_are_sorted
rule 'code is formatted' code_is_formatted
rule 'scripts are executable' scripts_are_executable
rule 'shell scripts parse' shell_is_sound
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
