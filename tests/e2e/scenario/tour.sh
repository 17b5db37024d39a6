#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tour.sh BELAYER BELAYERCTL FILLEDHISTORY FOLDER: the pictures of the README, of the real program with real jobs (3 minutes).
# QT_SCALE_FACTOR=2 makes them twice as large.
set -eu
belayer=$1 belayerctl=$2 filledhistory=$3 pictures=$4
scale=${QT_SCALE_FACTOR:-1}
screen=$((1280 * scale))x$((860 * scale))
. "$(dirname "$0")/desk.sh"

# shot NAME: the main window and whatever stands on it.
shot() {
    sleep 1   # what is drawn by timers is drawn; nothing tells when
    place=$(xwininfo -id "$main" | awk '/Absolute upper-left X/ {x=$NF} /Absolute upper-left Y/ {y=$NF} /Width:/ {w=$NF}
        /Height:/ {h=$NF} END {print w "x" h "+" x "+" y}')
    import -window root -crop "$place" +repage "$pictures/$1.png"
}

theme() {
    mkdir -p "$XDG_DATA_HOME/belayer"
    chmod 700 "$XDG_DATA_HOME/belayer"
    printf '[appearance]\ntheme=%s\n' "$1" >"$XDG_DATA_HOME/belayer/settings.ini"
}

# open_window THEME [OPTION...]: in a data directory of its own, unless one is there.
open_window() {
    theme "$1"; shift
    start_belayer "$@"
    main=$(xdotool getactivewindow)
}

close_window() {
    kill "$belayer_pid"
    until_true 20 "Belayer ends" belayer_is_gone
    [ $# -gt 0 ] || rm -rf "$XDG_DATA_HOME/belayer"
}
belayer_is_gone() { ! kill -0 "$belayer_pid"; }

# select_job TEXT
select_job() {
    keys ctrl+0 ctrl+f
    words "$1"
    keys Return Home
    keys ctrl+f ctrl+a BackSpace Return
}

# More room for the details: the line above the tabs is dragged.
raise_dock() {
    for y in 480 440 400 360 320; do
        xdotool mousemove --window "$main" $((590 * scale)) $((y * scale))
        [ $y -ne 480 ] || xdotool mousedown 1
        sleep 0.1   # a drag is made of moves, and the window follows each
    done
    xdotool mouseup 1
}

ninja='for i in $(seq 400); do printf "\033[32m[%d/400]\033[0m Building CXX object core/engine/CMakeFiles/engine.dir/file%d.cpp.o\n" $i $i
    [ $((i % 40)) -eq 25 ] && printf "\033[1mjob.cpp:118:9: \033[35mwarning: \033[0munused variable \033[1mdeadline\033[0m\n"
    sleep 0.06; done'

some_jobs() {
    printf '%s' '[{"kind":"race","name":"Fetch from the nearest mirror","labels":["mirror"],"children":[
        {"kind":"sleep","name":"mirror in Oslo","params":{"duration_ms":900}},
        {"kind":"sleep","name":"mirror in Lisbon","params":{"duration_ms":60000}},
        {"kind":"command","name":"stubborn mirror","grace_ms":800,"params":{"shell":"trap \"\" TERM; while :; do sleep 1; done"}}]},
      {"kind":"group","name":"Release checks","policy":"settle","labels":["release"],"children":[
        {"kind":"checksum","name":"sums of /usr/share/doc","params":{"paths":["/usr/share/doc"]}},
        {"kind":"compute","name":"simulate","params":{"n":12,"work_ms":2500}},
        {"kind":"command","name":"upload","grace_ms":500,"params":{"shell":"echo connecting; sleep 600 & sleep 1; echo refused >&2; exit 7"}}]}]' |
        submit_list
    until_true 20 "the race is over" jobs_are 1 --kind race --state succeeded
    until_true 30 "the group has failed" jobs_are 1 --kind group --state failed
    belayerctl run --detach --name Build -- sh -c "$ninja" >/dev/null
    belayerctl run --detach --name Deploy --after "$(belayerctl ls --json --search Build | grep -o '"id":"[^"]*"' | head -n1 | cut -d'"' -f4)" -- make deploy >/dev/null
}

submit_list() { python3 -c '
import json, sys, urllib.request
for spec in json.load(sys.stdin):
    request = urllib.request.Request(sys.argv[1] + "/api/v1/jobs", json.dumps(spec).encode(),
        {"Authorization": "Bearer " + sys.argv[2], "Content-Type": "application/json"})
    urllib.request.urlopen(request).read()
' "$(cat "$XDG_DATA_HOME/belayer/address")" "$(belayerctl token)"; }

live_windows() {
    for theme in light dark; do
        open_window $theme --allow-command-jobs
        some_jobs
        select_job Build
        keys ctrl+1
        sleep 5   # some lines of output
        shot window-$theme
        select_job kind:race
        keys ctrl+3
        shot race-timeline-$theme
        select_job kind:group
        keys ctrl+2
        raise_dock
        shot failed-group-$theme
        close_window
    done
}

new_job() {
    open_window light
    keys ctrl+n
    in_window 'New Job'
    shot new-job
    keys Escape
    close_window
}

german() {
    export LANGUAGE=de LC_ALL=de_DE.UTF-8 # of numbers, too; Qt needs no such locale to be installed
    open_window light --allow-command-jobs
    some_jobs
    select_job kind:group
    keys ctrl+2
    shot german
    close_window
    unset LANGUAGE
    LC_ALL=C.UTF-8
}

many_jobs() {
    theme light
    "$filledhistory" "$XDG_DATA_HOME/belayer" 100000 >/dev/null
    open_window light
    keys ctrl+shift+l
    sleep 20   # until all are there
    keys ctrl+0 ctrl+f
    words 'state:done 777'
    keys Return Home
    shot many-jobs
    close_window
}

start_desktop
live_windows
new_job
german
many_jobs
