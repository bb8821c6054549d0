# SPDX-License-Identifier: MIT
# Sourced by scripts/run, test, bench and coverage. `packages_ensure build test ...` sees to it that the Debian packages
# for these purposes are there: installs what is missing when it may, else prints the one line to run and exits with 2.
# shellcheck shell=bash

# purpose, what tells that it is there (command:NAME or NAME|NAME, module: of pkg-config, python: of Debian's own, header:), Debian package
packages_table='
build    command:gcc|clang|cc   gcc
build    header:stdio.h         libc6-dev
build    command:cmake          cmake
build    command:ninja|make     ninja-build
build    command:pkg-config     pkg-config
build    module:libpcre2-8      libpcre2-dev
build    module:libutf8proc     libutf8proc-dev
build    module:yaml-0.1        libyaml-dev
test     module:check           check
test     command:g++|clang++    g++
test     command:python3        python3
test     python:jsonschema      python3-jsonschema
bench    command:valgrind       valgrind
bench    command:python3        python3
coverage command:gcovr          gcovr
'

_packages_has()
{
    local kind=${1%%:*} what=${1#*:} name
    case $kind in
    command)
        for name in ${what//|/ }; do
            command -v "$name" >/dev/null && return 0
        done
        return 1 ;;
    module) command -v pkg-config >/dev/null && pkg-config --exists "$what" ;;
    python) [ -x /usr/bin/python3 ] && /usr/bin/python3 -c "import $what" 2>/dev/null ;;
    header) [ -e "/usr/include/$what" ] || [ -e "/usr/local/include/$what" ] ;;
    esac
}

# Prints the packages that are missing for the purposes, in one line.
packages_missing()
{
    local purpose probe package missing=
    while read -r purpose probe package; do
        case " $* " in *" $purpose "*) ;; *) continue ;; esac
        case " $missing " in *" $package "*) continue ;; esac
        _packages_has "$probe" || missing="$missing $package"
    done <<<"$packages_table"
    printf '%s' "${missing# }"
}

_packages_install()
{
    export DEBIAN_FRONTEND=noninteractive
    # The lists of a fresh image are empty, those of an old one name versions that are gone.
    apt-get install -y --no-install-recommends "$@" </dev/null && return 0
    apt-get update </dev/null && apt-get install -y --no-install-recommends "$@" </dev/null
}

packages_ensure()
{
    local missing log
    missing=$(packages_missing "$@")
    [ -n "$missing" ] || return 0
    local line="apt-get update && apt-get install -y --no-install-recommends $missing"
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        printf '%s: packages are missing; run as root:\n%s\n' "${0##*/}" "$line" >&2
        exit 2
    fi
    log=$(mktemp)
    # shellcheck disable=SC2086 # a list of words
    if ! _packages_install $missing >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        printf '%s: this failed:\n%s\n' "${0##*/}" "$line" >&2
        exit 2
    fi
    rm -f "$log"
}
