#!/bin/sh
# Installs what a bare Debian or Ubuntu lacks: the libraries that Qt loads, venv, and what the tests start
# (a virtual X server). Does nothing, in well under a second, where all is there.
set -eu

# a|b: whichever of the names this release knows (Ubuntu 24.04 renamed some for its 64-bit time_t).
PACKAGES="python3-venv libglib2.0-0|libglib2.0-0t64 libgl1 libegl1 libfontconfig1 libxkbcommon0 libdbus-1-3
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-sync1
libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 libx11-xcb1 libpulse0 libxrandr2 libbrotli1
xvfb xauth"

command -v dpkg-query >/dev/null 2>&1 || {
    echo "bootstrap: not a Debian or Ubuntu; if the window does not open, see: montage-desktop doctor" >&2
    exit 0
}

installed() {
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q "install ok installed"
}

any_installed() {
    for name in $(echo "$1" | tr '|' ' '); do installed "$name" && return 0; done
    return 1
}

missing=""
for package in $PACKAGES; do any_installed "$package" || missing="$missing $package"; done
[ -n "$missing" ] || exit 0

run=""
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
        echo "bootstrap: please install as root:$missing" >&2
        exit 1
    }
    run="sudo"
fi
$run apt-get update -qq
known=""
for package in $missing; do
    for name in $(echo "$package" | tr '|' ' '); do
        if apt-cache show "$name" >/dev/null 2>&1; then known="$known $name"; break; fi
    done
done
# shellcheck disable=SC2086
$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $known
