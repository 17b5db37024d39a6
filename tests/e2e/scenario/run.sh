#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh BELAYER BELAYERCTL PICTURES: a morning at the desk, by keyboard alone, in a real window under a window manager:
# three jobs, a race, a cancelled group, a failed job found by its text, its output read, its curl copied and run. What
# happened is asked of belayerctl; each step leaves a picture. 77: a tool is missing.
set -eu
belayer=$1 belayerctl=$2 pictures=$3
for tool in Xvfb openbox xdotool import xclip curl; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done

work=$(mktemp -d)
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
words() { xdotool type --clearmodifiers --delay 5 -- "$1"; }

window_title_is() { [ "$(xdotool getactivewindow getwindowname 2>/dev/null)" = "$1" ]; }
# The keys that follow go to that window: it is active, as a person would see by its frame.
in_window() { until_true 20 "no window “$1” came" window_title_is "$1"; }

# jobs_are NUMBER [ls options]: so many jobs are listed.
jobs_are() { number=$1; shift; [ "$(belayerctl ls --json "$@" | grep -o '"created"' | wc -l)" -eq "$number" ]; }
clipboard_has() { xclip -selection clipboard -o 2>/dev/null | grep -qF -- "$1"; }

start_desktop() {
    Xvfb -displayfd 3 -screen 0 1280x860x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
    display_pid=$!
    pids="$! $pids"
    until_true 10 "Xvfb did not start" test -s "$work/display"
    DISPLAY=:$(cat "$work/display")
    export DISPLAY
    openbox >/dev/null 2>&1 &
    pids="$! $pids"
    until_true 10 "openbox did not start" xdotool get_num_desktops
    "$belayer" --port 0 --allow-command-jobs >"$work/log" 2>&1 &
    belayer_pid=$!
    pids="$! $pids"
    until_true 20 "Belayer did not start" belayerctl ls
    in_window Belayer
}

run_command() {
    keys ctrl+r
    in_window 'Run Command'
    words "$1"
    keys Return
    in_window Belayer
}

start_three() {
    run_command "sh -c 'sleep 999'"
    run_command "sh -c 'echo all is well'"
    run_command "sh -c 'echo the disk is full >&2; exit 3'"
    until_true 20 "three jobs by keyboard" jobs_are 3
    until_true 20 "one of them fails" jobs_are 1 --state failed
    picture 1-three-jobs
}

repeat() { number=$1; shift; for round in $(seq "$number"); do keys "$@"; done; }

# The form begins in the race's name. Tab goes as one reads: outcome, lanes, their buttons, then the lane's kind and fields.
race_two() {
    keys ctrl+shift+r
    in_window 'Start Race'
    words 'quick against slow'
    repeat 7 Tab
    words sleep
    repeat 2 Tab
    words 999
    repeat 7 shift+Tab   # back to the lanes
    keys Down
    repeat 5 Tab
    words true
    picture 2-race-dialog
    keys alt+s
    in_window Belayer
    until_true 30 "a race by keyboard" jobs_are 1 --kind race --state succeeded
    keys Right Down     # unfolded, the winner selected
    picture 3-race
}

cancel_group() {
    belayerctl group --detach --name Renders -- sleep 999 --- sleep 998 >/dev/null
    keys ctrl+f
    words 'Renders'
    keys Return Home
    picture 4-group
    keys Delete
    until_true 20 "the group is cancelled" jobs_are 1 --kind group --state cancelled
    picture 5-cancelled
}

find_failed() {
    keys ctrl+f
    words 'state:failed disk'
    keys Return Home
    picture 6-found
}

read_output() {
    keys ctrl+1
    keys ctrl+a ctrl+c
    until_true 10 "the output is read" clipboard_has 'the disk is full'
}

# The line is run as it was copied; it makes a job like the first.
run_its_curl() {
    keys ctrl+shift+c
    until_true 10 "curl is copied" clipboard_has '/api/v1/jobs'
    xclip -selection clipboard -o >"$work/line.sh"
    sh "$work/line.sh" | grep -q '"kind":"command"' || fail "the copied line was refused"
    until_true 20 "the job runs again" jobs_are 2 --state failed
    keys ctrl+0
    picture 7-run-again
}

# Belayer ends with its display, whatever still runs.
display_goes() {
    kill "$display_pid"
    until_true 20 "Belayer ends with its display" belayer_is_gone
}
belayer_is_gone() { ! kill -0 "$belayer_pid"; }

start_desktop
start_three
race_two
cancel_group
find_failed
read_output
run_its_curl
display_goes
