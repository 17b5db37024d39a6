#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Belayer's HTTP against a bare QHttpServer, node and uvicorn with the same endpoints, in turn, by wrk; then clients that
# wait and clients that send in two pieces:
#   tests/bench/bench_http.sh [SECONDS [ROUNDS]]
# Prints for each, of its best round: requests a second, the ratio of ours to it, processor time a request, latencies,
# and memory after the load. Needs wrk and a release build of the target bench_http; a peer that is not installed, or
# has no such endpoint, is left out, and one that dies is counted and started again.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-5} rounds=${2:-3}
build=${BELAYER_BUILD:-build/release}
work=$(mktemp -d)
pids=
trap 'kill $pids 2>/dev/null || :; wait 2>/dev/null || :; rm -rf "$work"' EXIT
command -v wrk >/dev/null || { echo "wrk is not installed: apt-get install wrk" >&2; exit 1; }

# start NAME COMMAND...: in the background, until it has printed its port or address.
start() {
    name=$1; shift
    rm -f "$work/$name.in"
    mkfifo "$work/$name.in" # an input that never ends, as one of them ends with it
    "$@" 0<>"$work/$name.in" >"$work/$name.out" 2>"$work/$name.err" &
    eval "pid_$name=$! command_$name='$*'"
    pids="$pids $!"
    tries=0
    until grep -q '[0-9]' "$work/$name.out"; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || { echo "$name does not start: $(cat "$work/$name.err")" >&2; exit 1; }
        sleep 0.1
    done
    sed -n 's/.*[^0-9]\([0-9]*\)$/\1/p; s/^\([0-9]*\)$/\1/p' "$work/$name.out" | head -n 1 >"$work/$name.port"
}

pid_of() { eval "echo \$pid_$1"; }
port_of() { cat "$work/$1.port"; }
url_of() { echo "http://127.0.0.1:$(port_of "$1")$2"; }
ticks() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '{ print $12 + $13 }'; }
memory_of() { awk '/VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$(pid_of "$1")/status"; }

# round NAME TARGET: a line of figures in NAME.rounds, or one more in NAME.deaths.
round() {
    before=$(ticks "$(pid_of "$1")")
    wrk -t1 -c32 -d"$seconds" --latency "$(url_of "$1" "$2")" >"$work/wrk"
    after=$(ticks "$(pid_of "$1")")
    if [ -z "$after" ]; then
        echo died >>"$work/$1.deaths"
        eval "start $1 \$command_$1"
        return
    fi
    awk -v cpu=$((after - before)) -v hertz="$(getconf CLK_TCK)" '
        /requests in/ { n = $1 } /Requests\/sec/ { rate = $2 } $1 == "50%" { p50 = $2 } $1 == "99%" { p99 = $2 }
        /Non-2xx|Socket errors/ { bad = " errors" }
        END { if (n) print rate, cpu / hertz * 1000000 / n, p50, p99 bad }' "$work/wrk" >>"$work/$1.rounds"
}

# compare TARGET NAME...: those of them that have the endpoint, the first of which is ours.
compare() {
    target=$1; shift
    names=
    for name in "$@"; do
        : >"$work/$name.rounds"; : >"$work/$name.deaths"
        if curl -s -f -o /dev/null "$(url_of "$name" "$target")"; then names="$names $name"; fi
    done
    number=0
    while [ "$number" -lt "$rounds" ]; do
        number=$((number + 1))
        for name in $names; do round "$name" "$target"; done
    done
    ours=$(sort -rn "$work/$1.rounds" | head -n 1 | cut -d' ' -f1)
    printf '\n%-32s %10s %8s %10s %9s %9s %8s\n' "GET $target" req/s ours/it 'cpu us/req' p50 p99 'MB after'
    for name in $names; do
        deaths=$(wc -l <"$work/$name.deaths")
        sort -rn "$work/$name.rounds" | head -n 1 | awk -v name="$name" -v ours="$ours" -v memory="$(memory_of "$name")" \
            '{ printf "%-32s %10.0f %8.2f %10.1f %9s %9s %8s %s\n", name, $1, ours / $1, $2, $3, $4, memory, $5 }'
        [ "$deaths" -eq 0 ] || echo "$name died in $deaths of $rounds rounds"
    done
}

start belayer "$build/app/belayer" --headless --port 0 --data-dir "$work/data"
start gate "$build/tests/http/gateserver"
start epoll "$build/tests/bench/bench_http_epoll"
peers=
if [ -x "$build/tests/bench/bench_http_stock" ]; then start stock "$build/tests/bench/bench_http_stock"; peers=stock; fi
if command -v node >/dev/null; then start node node tests/bench/http/node.js; peers="$peers node"; fi
for python in python3 /usr/bin/python3; do # the distribution's has what apt-get installs
    if "$python" -c 'import uvicorn' 2>/dev/null; then
        start uvicorn "$python" tests/bench/http/asgi.py
        peers="$peers uvicorn"
        break
    fi
done

curl -s -o /dev/null "$(url_of belayer '/data?work_ms=0')" # what it computes once, it has from here on
# shellcheck disable=SC2086  # lists of names
compare /data belayer gate $peers
# shellcheck disable=SC2086
compare '/compute/7?work_ms=0' belayer $peers
echo "belayer: the whole program; gate: core/http alone; stock: a bare QHttpServer. Best of $rounds rounds of $seconds s."
printf '\n'
"$build/tests/bench/bench_http_waits" "belayer:$(port_of belayer):$(pid_of belayer)" "epoll:$(port_of epoll):$(pid_of epoll)"
