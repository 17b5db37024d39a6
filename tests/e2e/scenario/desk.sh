# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced: a desk of its own (Xvfb, a window manager, Belayer in a fresh home) and hands for it. Needs belayer, belayerctl and
# pictures (a folder). Whatever it starts ends with the script; a failure leaves failure.png.
set -eu
for tool in Xvfb openbox xdotool import xclip curl; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done

work=$(mktemp -d)
rm -f "$pictures/failure.png"
mkdir -p "$pictures" "$work/bin" "$work/home"
ln -s "$belayerctl" "$work/bin/belayerctl"   # the copied line calls it by name
export PATH="$work/bin:$PATH" HOME="$work/home" XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config" LC_ALL=C.UTF-8
unset WAYLAND_DISPLAY QT_QPA_PLATFORM XDG_RUNTIME_DIR LANGUAGE

pids=
finish() {
    code=$?
    [ $code -eq 0 ] || { picture failure; cat "$work/log"; } || true
    for pid in $pids; do kill "$pid" 2>/dev/null || true; done
    for pid in $pids; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$work"
    exit $code
}
trap finish EXIT

fail() { echo "FAILED: $*" >&2; exit 1; }

# until_true SECONDS WHAT COMMAND...: tries the command until it holds.
until_true() {
    rounds=$(($1 * 20)) what=$2; shift 2
    while ! "$@" >/dev/null 2>&1; do
        rounds=$((rounds - 1))
        [ $rounds -gt 0 ] || fail "$what"
        sleep 0.05
    done
}

picture() { import -window root "$pictures/$1.png"; }
keys() { xdotool key --clearmodifiers --delay 20 "$@"; }
repeat() { number=$1; shift; for round in $(seq "$number"); do keys "$@"; done; }
words() { xdotool type --clearmodifiers --delay 5 -- "$1"; }

window_title_is() { [ "$(xdotool getactivewindow getwindowname 2>/dev/null)" = "$1" ]; }
# The keys that follow go to that window: it is active, as a person would see by its frame.
in_window() { until_true 20 "no window “$1” came" window_title_is "$1"; }

# jobs_are NUMBER [ls options]: so many jobs are listed.
jobs_are() { number=$1; shift; [ "$(belayerctl ls --json "$@" | grep -o '"created"' | wc -l)" -eq "$number" ]; }
clipboard_has() { xclip -selection clipboard -o 2>/dev/null | grep -qF -- "$1"; }

start_desktop() {
    Xvfb -displayfd 3 -screen 0 "${screen:-1280x860}x24" -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
    display_pid=$!
    pids="$! $pids"
    until_true 10 "Xvfb did not start" test -s "$work/display"
    DISPLAY=:$(cat "$work/display")
    export DISPLAY
    openbox >/dev/null 2>&1 &
    pids="$! $pids"
    until_true 10 "openbox did not start" xdotool get_num_desktops
}

# start_belayer [OPTION...]: until its window is there.
start_belayer() {
    "$belayer" --port 0 "$@" >"$work/log" 2>&1 &
    belayer_pid=$!
    pids="$! $pids"
    until_true 20 "Belayer did not start" belayerctl ls
    in_window Belayer
}

