#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh BELAYER BELAYERCTL PICTURES: a morning at the desk, by keyboard alone, in a real window under a window manager:
# three jobs, a race, a cancelled group, a failed job found by its text, its output read, its curl copied and run. What
# happened is asked of belayerctl; each step leaves a picture. 77: a tool is missing.
belayer=$1 belayerctl=$2 pictures=$3
. "$(dirname "$0")/desk.sh"

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
start_belayer --allow-command-jobs
start_three
race_two
cancel_group
find_failed
read_output
run_its_curl
display_goes
