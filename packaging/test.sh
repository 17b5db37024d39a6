#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sets up, builds and runs every test: the async and engine tests under ThreadSanitizer, all tests under Address- and
# UndefinedBehaviorSanitizer, then all as released. The label fault is
# left out: ctest --preset fault. Stops at the first failure, so the last summary is the one that counts.
set -eu
cd "$(dirname "$0")/.."
. packaging/setup.sh
setup_build
setup_tests
build_preset tsan async_tests engine_tests
build_preset asan
build_preset release
for preset in tsan asan release; do
    say "testing the $preset preset"
    ctest --preset "$preset"
done
