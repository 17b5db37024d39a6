#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The curl lines of README.md, run as printed against a fresh program: readme.sh BELAYER. Replaced are only the port, the
# folder to be summed and the build, which not every machine has. What a comment promises as JSON must be the answer, and
# what was asked to be an error nothing else.
set -eu
belayer=$1
readme=$(dirname "$0")/../../README.md
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" || :; wait; rm -rf "$work"' EXIT
export HOME="$work"
unset XDG_DATA_HOME
mkdir "$work/files"
echo content >"$work/files/one"

mkfifo "$work/out"
"$belayer" --headless --port 0 --allow-command-jobs >"$work/out" &
pid=$!
read -r line <"$work/out"
port=${line##*:}

# blocks HEADING: the shell lines below it, without their fences.
blocks() {
    awk -v heading="## $1" '/^## /{ in_part = $0 == heading } /^```/{ in_block = in_part && $0 == "```sh"; next }
        in_block' "$readme" |
        sed "s/8787/$port/g; s|/usr/lib|$work/files|; s|make -C /src|echo built; exec sleep 60|"
}

fail() { echo "FAILED: $1"; [ -z "${2-}" ] || echo "  answered: $2"; exit 1; }

# curl as printed, but that an error ends it with 22, and silently.
curl() { command curl -sS --fail-with-body "$@"; }

# promise LINE: the JSON in its comment as a regular expression, in which "..." stands for anything.
promise() { printf '%s\n' "$1" | sed -n 's/.*# \({.*}\).*/\1/p' | sed 's/[].*^$[]/\\&/g; s/\\\.\\\.\\\./.*/'; }

blocks 'Over HTTP' >"$work/lines"
count=0
while IFS= read -r line; do
    case "$line" in curl\ *) ;; *) continue ;; esac
    count=$((count + 1))
    answer=$(eval "$line") || fail "$line" "$answer"
    wanted=$(promise "$line")
    printf '%s\n' "$answer" | grep -q -x -- "${wanted:-.*}" || fail "$line" "$answer"
done <"$work/lines"
[ "$count" -ge 11 ] || fail "only $count lines with curl in README.md"

# The rest with the token, in one shell and in order, as each line needs those before.
sed -n '/^TOKEN=/,$p' "$work/lines" >"$work/rest"
[ "$(grep -c '^bel ' "$work/rest")" -ge 16 ] || fail "fewer lines with bel than there were in README.md"
set +e
# shellcheck disable=SC1091
. "$work/rest" >"$work/answers" 2>"$work/errors"
set -e
# Only the stream of events is ended by curl itself, after its 2 s.
grep -v 'Operation timed out' "$work/errors" >"$work/unexpected" && fail "$(cat "$work/rest")" "$(cat "$work/unexpected")"
for word in '"state":"succeeded"' built '"state":"cancelled"' 'event: snapshot' '"kinds":' '"tasks":' '"pool":'; do
    grep -q -- "$word" "$work/answers" || fail "no $word in what README.md's lines answered" "$(tail -c 3000 "$work/answers")"
done

answer=$(command curl -s -o "$work/problem" -w '%{http_code}' "127.0.0.1:$port/compute/3037000500")
[ "$answer" = 422 ] || fail "README.md calls it a 422" "$answer"
echo "$count lines with curl and $(grep -c '^bel ' "$work/rest") with the token work as printed"
