#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh setup: the packages of package-lock.json beside it. run.sh FILE...: node's test runner. 77: node, or the way to npm, is missing.
set -eu
cd "$(dirname "$0")"
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "skipped: node and npm are not installed; packaging/setup.sh installs them for packaging/test.sh"
    exit 77
fi
if [ "$1" != setup ]; then
    if [ ! -d node_modules ]; then
        echo "skipped: the packages of package-lock.json are not there (test web_setup)"
        exit 77
    fi
    exec node --test "$@"
fi
[ node_modules/.package-lock.json -nt package-lock.json ] && exit 0
if ! npm ping >/dev/null 2>&1; then
    echo "skipped: npm cannot reach its registry"
    exit 77
fi
npm ci --no-audit --no-fund
