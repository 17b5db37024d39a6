#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh and test.sh: installs what is missing (Debian 12 and 13, Ubuntu 24.04) and picks the compiler.
# Sets BELAYER_CXX: clang, or the system's g++ where BELAYER_COMPILER=g++ asks for it (Debian 13 on). Asks nothing; does
# nothing the second time.

say() { printf 'belayer: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else die "installing packages needs root: run this as root, or install sudo"
    fi
}

# Prints the names of those of its arguments that are not installed yet.
missing_packages() {
    for package in "$@"; do
        is_installed "$package" || printf '%s ' "$package"
    done
}

# install_packages NAME...: only what is missing, and the package lists are fetched only then.
install_packages() {
    missing=$(missing_packages "$@")
    [ -z "$missing" ] && return 0
    say "installing $missing"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2
    # shellcheck disable=SC2086  # a list of names on purpose
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=120 $missing >&2 ||
        die "apt-get could not install: $missing"
}

# g++ before 14 miscompiles coroutines (cmake/CompilerCheck.cmake), so each system gets the compiler known to be right.
choose_system() {
    [ -r /etc/os-release ] || die "no /etc/os-release: this script knows Debian 12, Debian 13 and Ubuntu 24.04"
    # shellcheck disable=SC1091
    . /etc/os-release
    case "$ID-$VERSION_ID" in
        debian-12) llvm=19; svg="libqt6svg6-dev libqt6svg6" ;;
        debian-13) llvm=19; svg="qt6-svg-dev" ;;
        ubuntu-24.04) llvm=18; svg="libqt6svg6-dev libqt6svg6" ;;
        *) die "$PRETTY_NAME is not known here; see the package names in packaging/setup.sh and use cmake --preset release" ;;
    esac
    BELAYER_CXX="clang++-$llvm" compiler_packages="clang-$llvm" sanitizer_packages="libclang-rt-$llvm-dev"
    if [ "${BELAYER_COMPILER:-}" = g++ ]; then
        BELAYER_CXX=g++ compiler_packages=g++ sanitizer_packages=
    fi
    build_packages="$compiler_packages cmake ninja-build qt6-base-dev qt6-httpserver-dev qt6-websockets-dev qt6-l10n-tools
        libfontconfig-dev libsqlite3-dev libssl-dev libxcb1-dev $svg"
    # Wayland (X11 without); Qt's own words in other languages.
    run_packages="qt6-wayland qt6-translations-l10n"
    test_packages="$sanitizer_packages curl xvfb xauth x11-utils procps make groff-base desktop-file-utils appstream
        python3 python3-gi gir1.2-atspi-2.0 at-spi2-core dbus dbus-daemon openbox xdotool xclip imagemagick"
}

setup_build() {
    choose_system
    # shellcheck disable=SC2086
    install_packages $build_packages $run_packages
}

# The browser tests: node with npm from wherever it came, and a Chromium that is no snap (Ubuntu has none: skipped there).
web_packages() {
    command -v node >/dev/null && command -v npm >/dev/null || printf 'nodejs npm '
    [ "$ID" = debian ] && printf 'chromium fonts-dejavu-core'
    return 0
}

setup_tests() {
    # shellcheck disable=SC2046,SC2086
    install_packages $test_packages $(web_packages)
}

# build_preset PRESET [TARGET...]: configure (cheap when nothing changed) and build, quietly unless something is wrong.
build_preset() {
    preset=$1; shift
    say "building the $preset preset with $BELAYER_CXX"
    cmake --preset "$preset" -DCMAKE_CXX_COMPILER="$BELAYER_CXX" >&2 || die "configuring the $preset preset failed"
    if [ $# -gt 0 ]; then set -- --target "$@"; fi
    cmake --build --preset "$preset" "$@" >&2 || die "building the $preset preset failed"
}
