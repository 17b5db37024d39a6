#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The window against Qt's own views, style and a bare program, offscreen and then, where the platform matters, under Xvfb:
#   tests/bench/bench_ui.sh [ROUNDS]
# Needs a release build of bench_ui (cmake --build --preset release --target bench_ui) and xvfb. On a busy machine run it
# as `chrt -f 10 tests/bench/bench_ui.sh`.
set -eu
cd "$(dirname "$0")/../.."
rounds=${1:-1}
bench=${BELAYER_BUILD:-build/release}/tests/bench/bench_ui
command -v xvfb-run >/dev/null || { echo "xvfb is not installed: apt-get install xvfb xauth" >&2; exit 1; }
BELAYER_BENCH_FOLDER=$(mktemp -d) # the history is filled once
XDG_RUNTIME_DIR=$BELAYER_BENCH_FOLDER
export BELAYER_BENCH_FOLDER XDG_RUNTIME_DIR
trap 'rm -rf "$BELAYER_BENCH_FOLDER"' EXIT

echo "load: $(cut -d' ' -f1-3 /proc/loadavg); $(nproc) processors"
echo "offscreen"
# The rule: else the platform says with each window that it knows no size hints.
QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES=default.warning=false "$bench" --rounds "$rounds"
echo "Xvfb"
# With a session bus, as a desktop has: else the first window forks to start one, the slower the more it holds. And with
# -noreset: else the display server begins anew when its last client goes, on one of the processors that the next start wants.
QT_QPA_PLATFORM=xcb dbus-run-session -- xvfb-run -a -s '-screen 0 1600x1000x24 -noreset' "$bench" --rounds "$rounds" \
    paint100k paint1m change busy10k busy100k frame10k frame100k start start-rows start-http start-memory idle-memory idle
