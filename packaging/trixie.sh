#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the committed tree with g++ 14 and Qt 6.8 in a Debian 13 root and runs the tests there: trixie.sh [ROOT].
# Needs root. ROOT (default: /var/tmp/belayer-trixie, 2.5 GB) is made by debootstrap the first time and kept.
set -eu
cd "$(dirname "$0")/.."
. packaging/setup.sh
root=${1:-/var/tmp/belayer-trixie}
[ "$(id -u)" -eq 0 ] || die "a Debian 13 root needs root: run this as root"

if [ ! -x "$root/usr/bin/apt-get" ]; then
    install_packages debootstrap
    say "making a Debian 13 root in $root"
    debootstrap --variant=minbase trixie "$root" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" >&2
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"

# A clone, so that nothing but what is committed is built; build/ in it stays for the next time.
clone=$root/work/belayer
[ -d "$clone/.git" ] || git clone -q . "$clone"
git -C "$clone" fetch -q "$PWD" HEAD
git -C "$clone" checkout -q --detach FETCH_HEAD

# The mounts are in a namespace of their own: they go when this ends, however it ends.
# shellcheck disable=SC2016  # expanded inside
exec unshare --mount sh -euc '
    mount -t proc proc "$1/proc"
    mount --rbind /dev "$1/dev"
    exec chroot "$1" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
        BELAYER_COMPILER=g++ sh -euc "
        cd /work/belayer
        . packaging/setup.sh
        setup_build
        setup_tests
        build_preset release
        ctest --preset release
    "
' sh "$root"
