#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# GET /data of Belayer against a bare QHttpServer, node and uvicorn with the same body, in turn, by wrk:
#   tests/bench/bench_http.sh [SECONDS [ROUNDS]]
# Prints for each, of its best round: requests a second, the ratio of ours to it, processor time a request, latencies,
# and memory after the load. Needs wrk and a release build of belayer, gateserver and bench_http_stock; a peer that is
# not installed is left out.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-5} rounds=${2:-3}
build=build/release
work=$(mktemp -d)
pids=
trap 'kill $pids 2>/dev/null || :; wait 2>/dev/null || :; rm -rf "$work"' EXIT
command -v wrk >/dev/null || { echo "wrk is not installed: apt-get install wrk" >&2; exit 1; }

# start NAME COMMAND...: in the background, until it has printed its port or address.
start() {
    name=$1; shift
    mkfifo "$work/$name.in"
    "$@" <"$work/$name.in" >"$work/$name.out" 2>"$work/$name.err" &
    eval "pid_$name=$!"
    pids="$pids $!"
    exec 9>"$work/$name.in" # some end with their input
    eval "$(echo "$name" | tr a-z A-Z)_INPUT=9"
    tries=0
    until grep -q '[0-9]' "$work/$name.out"; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || { echo "$name does not start: $(cat "$work/$name.err")" >&2; exit 1; }
        sleep 0.1
    done
    sed -n 's/.*[^0-9]\([0-9]*\)$/\1/p; s/^\([0-9]*\)$/\1/p' "$work/$name.out" | head -n 1 >"$work/$name.port"
    names="$names $name"
}

ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }

names=
start belayer "$build/app/belayer" --headless --port 0 --data-dir "$work/data"
exec 8>"$work/belayer.in"
start gate "$build/tests/http/gateserver"
exec 7>"$work/gate.in"
start stock "$build/tests/bench/bench_http_stock"
if command -v node >/dev/null; then start node node tests/bench/http/node.js; fi
if python3 -c 'import uvicorn' 2>/dev/null; then start uvicorn python3 tests/bench/http/asgi.py; fi

hertz=$(getconf CLK_TCK)
for name in $names; do
    curl -s "http://127.0.0.1:$(cat "$work/$name.port")/data?work_ms=0" >"$work/$name.body"
    : >"$work/$name.rounds"
done
round=0
while [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    for name in $names; do
        eval "pid=\$pid_$name"
        before=$(ticks "$pid")
        wrk -t1 -c32 -d"$seconds" --latency "http://127.0.0.1:$(cat "$work/$name.port")/data" >"$work/wrk"
        after=$(ticks "$pid")
        awk -v cpu=$((after - before)) -v hertz="$hertz" '
            /requests in/ { n = $1 } /Requests\/sec/ { rate = $2 } $1 == "50%" { p50 = $2 } $1 == "99%" { p99 = $2 }
            /Non-2xx|Socket errors/ { bad = " errors" }
            END { print rate, cpu / hertz * 1000000 / n, p50, p99 bad }' "$work/wrk" >>"$work/$name.rounds"
    done
done

ours=$(sort -rn "$work/belayer.rounds" | head -n 1 | cut -d' ' -f1)
printf '%-10s %10s %8s %10s %9s %9s %8s\n' server req/s ours/it 'cpu us/req' p50 p99 'MB after'
for name in $names; do
    eval "pid=\$pid_$name"
    memory=$(awk '/VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$pid/status")
    sort -rn "$work/$name.rounds" | head -n 1 | awk -v name="$name" -v ours="$ours" -v memory="$memory" \
        '{ printf "%-10s %10.0f %8.2f %10.1f %9s %9s %8s %s\n", name, $1, ours / $1, $2, $3, $4, memory, $5 }'
done
echo "belayer: the whole program; gate: core/http alone; stock: a bare QHttpServer. Best of $rounds rounds of $seconds s."
