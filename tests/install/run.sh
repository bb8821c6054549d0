#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs a build into an empty folder and uses it from there as strangers do: find_package, pkg-config (shared and
# static), the header alone as C17 and as C++. Arguments: BUILD. Closes with `N passed, N failed`.
set -u
build=$(realpath "$1") || exit 2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix
wanted='Maria Lopez: We will appeal the ruling next week'
passed=0 failed=0
cc=$(command -v gcc || command -v clang || command -v cc)
cxx=$(command -v g++ || command -v clang++ || command -v c++)

check()
{
    local what=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s: FAILED\n' "$what"
        sed 's/^/    /' "$work/log"
    fi
}

prints()
{
    local got
    got=$("$@") && [ "$got" = "$wanted" ] && return
    printf 'expected: %s\ngot:      %s\n' "$wanted" "$got"
    return 1
}

has_files()
{
    local file good=0
    for file in bin/quoth include/quoth.h "$lib/libquoth.a" "$lib/libquoth.so" "$lib/pkgconfig/quoth.pc" \
        share/man/man1/quoth.1 share/bash-completion/completions/quoth share/zsh/site-functions/_quoth \
        share/fish/vendor_completions.d/quoth.fish; do
        [ -s "$prefix/$file" ] || { printf 'not installed: %s\n' "$file"; good=1; }
    done
    return "$good"
}

# The shared library shows nothing but the functions of the header.
exports_header()
{
    local other
    other=$(nm -D --defined-only "$prefix/$lib/libquoth.so" | awk '$3 !~ /^quoth_/ && $2 ~ /[A-TV-Z]/ {print $3}')
    [ -z "$other" ] || { printf 'exported: %s\n' "$other"; return 1; }
}

by_find_package()
{
    local kind generator
    generator=$(sed -n 's/^CMAKE_GENERATOR:INTERNAL=//p' "$build/CMakeCache.txt")
    cmake -S "$here" -B "$work/user" -G "$generator" -DCMAKE_PREFIX_PATH="$prefix" && cmake --build "$work/user" || return
    for kind in quoth static shared; do
        prints "$work/user/use_$kind" || return
    done
}

strict=(-Wall -Wextra -Wpedantic -Werror)
by_pkg_config()
{
    local flags
    # shellcheck disable=SC2207 # words
    flags=($(pkg-config --cflags --libs quoth)) || return
    "$cc" -std=c17 "${strict[@]}" "$here/main.c" "${flags[@]}" -Wl,-rpath,"$prefix/$lib" -o "$work/use_pc" &&
        prints "$work/use_pc"
}

by_pkg_config_static()
{
    local flags
    # shellcheck disable=SC2207 # words
    flags=($(pkg-config --static --cflags --libs quoth)) || return
    "$cc" -std=c17 "${strict[@]}" "$here/main.c" "${flags[@]/#-lquoth/$prefix/$lib/libquoth.a}" -o "$work/use_pcs" &&
        prints "$work/use_pcs"
}

header_as_c() { printf '#include <quoth.h>\n#include <quoth.h>\n' | "$cc" -std=c17 "${strict[@]}" -fsyntax-only -I"$prefix/include" -x c -; }
header_as_cxx() { printf '#include <quoth.h>\n#include <quoth.h>\n' | "$cxx" -std=c++11 "${strict[@]}" -fsyntax-only -I"$prefix/include" -x c++ -; }

check 'cmake --install' cmake --install "$build" --prefix "$prefix"
lib=$(cd "$prefix" && dirname "$(find . -name libquoth.a | head -n 1)")
lib=${lib#./}
export PKG_CONFIG_PATH=$prefix/$lib/pkgconfig
check 'installed files' has_files
check 'quoth --version' "$prefix/bin/quoth" --version
check 'symbols of the shared library' exports_header
check 'find_package(quoth)' by_find_package
check 'pkg-config' by_pkg_config
check 'pkg-config --static' by_pkg_config_static
check 'header as C17' header_as_c
check 'header as C++11' header_as_cxx
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
