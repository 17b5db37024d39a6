#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sets up, builds and starts Belayer: packaging/run.sh [ARGUMENTS OF belayer]
set -eu
cd "$(dirname "$0")/.."
. packaging/setup.sh
setup_build
build_preset release belayer
# Asking for words only, or no display: no window to open.
needs_display=yes
for argument in "$@"; do
    case "$argument" in --headless | --help | -h | --version | -v) needs_display=no ;; esac
done
if [ "$needs_display" = yes ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    say "no display here (DISPLAY and WAYLAND_DISPLAY are empty): starting headless"
    set -- --headless "$@"
fi
exec build/release/app/belayer "$@"
