#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a thousand slow connections cost everybody else: wrk on /data while slowhttptest holds them, in its header, body
# and read modes:
#   tests/bench/bench_slow.sh [SECONDS [ROUNDS]]
# Belayer has processor 0 for itself. wrk has processor 1, of which the attacker gets what is left (SCHED_IDLE) once its
# connections are made, so that it is these that are measured and not its own processor time. Control: the same attack on
# another server. Ends with 1 if good clients keep less than 80 % of their rate, or the connections were not held.
# Needs two processors, wrk and slowhttptest, and a release build of belayer and gateserver. For a busy machine:
#   chrt -f 10 tests/bench/bench_slow.sh
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-5} rounds=${2:-3}
build=${BELAYER_BUILD:-build/release}
connections=1000
work=$(mktemp -d)
pids=
trap 'kill $pids 2>/dev/null || :; wait 2>/dev/null || :; rm -rf "$work"' EXIT
for tool in wrk slowhttptest taskset chrt; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed: apt-get install wrk slowhttptest util-linux" >&2; exit 1; }
done
ulimit -n "$(ulimit -Hn)"

# start NAME COMMAND...: in the background, until it has printed its port or address.
start() {
    name=$1; shift
    mkfifo "$work/$name.in"
    "$@" 0<>"$work/$name.in" >"$work/$name.out" 2>"$work/$name.err" &
    eval "pid_$name=$!"
    pids="$pids $!"
    tries=0
    until grep -q '[0-9]' "$work/$name.out"; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || { echo "$name does not start: $(cat "$work/$name.err")" >&2; exit 1; }
        sleep 0.1
    done
    eval "port_$name=$(sed -n 's/.*[^0-9]\([0-9]*\)$/\1/p; s/^\([0-9]*\)$/\1/p' "$work/$name.out" | head -n 1)"
}

ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }
# How many connections the server of that port has.
held() { awk -v port=":$(printf '%04X' "$1")\$" '$2 ~ port && $4 == "01"' /proc/net/tcp | wc -l; }

# attack MODE PORT: as its manual page has it, and long enough.
attack() {
    case "$1" in
        header) set -- "$2" -H -i 2 -x 24 ;;
        body) set -- "$2" -B -i 2 -s 8192 -x 10 -f application/json ;;
        read) set -- "$2" -X -w 10 -y 20 -n 5 -z 32 -k 3 ;;
    esac
    port=$1; shift
    target=/tasks
    case "$1" in -H) target=/data ;; -X) target=/openapi.json ;; esac
    taskset -c 1 slowhttptest -c "$connections" "$@" -r 1000 -p 5 -l 240 -u "http://127.0.0.1:$port$target" \
        >"$work/attack" 2>&1 &
    attacker=$!
    tries=0
    until [ "$(held "$port")" -ge "$connections" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 90 ] || { echo "only $(held "$port") connections were made" >&2; break; }
        sleep 0.1
    done
    chrt -i -p 0 "$attacker"
}

# measure MODE KIND [VICTIM PORT]: a line "RATE CPU HELD" in MODE.KIND.
measure() {
    attacker=
    [ $# -lt 3 ] || attack "$1" "$3"
    before=$(ticks "$pid_belayer")
    taskset -c 1 wrk -t1 -c32 -d"$seconds" "http://127.0.0.1:$port_belayer/data" >"$work/wrk" &
    load=$!
    least=$connections
    samples=$((seconds * 2 - 2)) # not while wrk connects or leaves
    while [ $# -ge 3 ] && [ "$samples" -gt 0 ]; do
        sleep 0.5
        samples=$((samples - 1))
        now=$(held "$3")
        [ "$3" != "$port_belayer" ] || now=$((now - 32)) # wrk's
        [ "$now" -ge "$least" ] || least=$now
    done
    wait "$load"
    after=$(ticks "$pid_belayer")
    if [ -n "$attacker" ]; then
        kill "$attacker" 2>/dev/null || :
        wait "$attacker" 2>/dev/null || :
    fi
    awk -v cpu=$((after - before)) -v hertz="$(getconf CLK_TCK)" -v held="$least" '
        /requests in/ { n = $1 } /Requests\/sec/ { rate = $2 } /Non-2xx|Socket errors/ { bad = " errors" }
        END { print rate, cpu / hertz * 1000000 / n, held bad }' "$work/wrk" >>"$work/$1.$2"
    until [ "$(held "$port_belayer")" -eq 0 ] && [ "$(held "$port_other")" -eq 0 ]; do sleep 0.1; done
}

best() { sort -rn "$work/$1" | head -n 1; }

start belayer taskset -c 0 "$build/app/belayer" --headless --port 0 --data-dir "$work/data"
start other taskset -c 1 chrt -o 0 "$build/tests/http/gateserver"
curl -s -o /dev/null "http://127.0.0.1:$port_belayer/data?work_ms=0"
for mode in header body read; do
    round=0
    while [ "$round" -lt "$rounds" ]; do
        round=$((round + 1))
        measure "$mode" quiet
        measure "$mode" control "$port_other"
        measure "$mode" attacked "$port_belayer"
    done
done

printf '%-8s %10s %10s %10s %8s %8s %9s %9s %6s\n' mode quiet control attacked /quiet /control 'us quiet' 'attacked' held
for mode in header body read; do
    echo "$mode $(best "$mode.quiet") $(best "$mode.control") $(best "$mode.attacked")"
done | awk -v wanted="$connections" '
    { printf "%-8s %10.0f %10.0f %10.0f %8.2f %8.2f %9.1f %9.1f %6d%s\n", $1, $2, $5, $8, $8 / $2, $8 / $5, $3, $9, $10, \
             /errors/ ? " errors" : "" }
    $8 / $2 < 0.8 || $10 < wanted || /errors/ { bad = 1 }
    END { exit bad }'
