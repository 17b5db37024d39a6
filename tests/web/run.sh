#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh setup: the packages of package-lock.json beside it. run.sh FILE...: node's test runner. 77: there is no node.
set -eu
cd "$(dirname "$0")"
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "skipped: node and npm are not installed; packaging/setup.sh installs them for packaging/test.sh"
    exit 77
fi
if [ "$1" != setup ]; then
    exec node --test "$@"
fi
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund
