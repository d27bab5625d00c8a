#!/bin/sh
# Tries the project on a machine that has nothing: a Debian root file system made for the purpose.
#
#   packaging/try_bare.sh source [SUITE [WORD...]]   clone this checkout into it, ./run test (the words go to pytest),
#                                                    ./run without and with a screen
#   packaging/try_bare.sh deb [SUITE]                install dist/*.deb into another, without Python, and open a store
#
# As root, on a Debian with mmdebstrap, xvfb, imagemagick and git. Pictures and logs go to build/bare/. The screen is
# ours: a program in the file system reaches it because X listens on an abstract socket, which a chroot does not hide.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
what=${1:?source or deb}
suite=${2:-bookworm}
shift $(($# > 2 ? 2 : $#))
out=$root/build/bare
fs=$(mktemp -d "${TMPDIR:-/tmp}/bare-$what-XXXXXX")
screen=
mkdir -p "$out"

clean_up() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || :
    umount -R "$fs/dev" 2>/dev/null || :
    umount "$fs/proc" 2>/dev/null || :
    mountpoint -q "$fs/dev" || mountpoint -q "$fs/proc" || rm -rf --one-file-system "$fs"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

say() { echo "== $*"; }

make_file_system() {
    say "a bare $suite"
    mmdebstrap --variant=apt "$suite" "$fs" >"$out/$what-mmdebstrap.log" 2>&1
    mount -t proc proc "$fs/proc"
    mount --rbind /dev "$fs/dev"
    mount --make-rslave "$fs/dev"
    cp -L /etc/resolv.conf "$fs/etc/resolv.conf"
    # How this machine reaches its package registry, if it has its own certificates for that: aside, because the
    # package ca-certificates, which Python brings, writes the usual place anew.
    [ -z "${PIP_CERT:-}" ] || cp -L "$PIP_CERT" "$fs/etc/registry.crt"
}

# Becomes a program inside, so that in the background its process is the one to end.
become_inside() {
    exec chroot "$fs" /usr/bin/env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive ${PIP_CERT:+"PIP_CERT=/etc/registry.crt"} ${CI:+"CI=$CI"} "$@"
}

inside() { (become_inside "$@"); }

open_screen() {
    mkfifo "$fs/display"
    Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$fs/display" 2>/dev/null &
    screen=$!
    read -r number <"$fs/display"
    display=:$number
}

# Starts a window inside, waits for its first painted frame, takes its picture, closes it.
photograph() {
    picture=$1
    shift
    rm -f "$fs/tmp/ready"
    become_inside DISPLAY="$display" TIMELINE_APP_READY_FILE=/tmp/ready "$@" &
    window=$!
    waited=0
    until [ -e "$fs/tmp/ready" ]; do
        sleep 0.1
        waited=$((waited + 1))
        if [ $waited -gt 600 ] || ! kill -0 $window 2>/dev/null; then
            echo "No window was painted: $*" >&2
            exit 1
        fi
    done
    sleep 2
    DISPLAY=$display import -window root "$out/$picture"
    kill $window 2>/dev/null || :
    wait $window 2>/dev/null || :
    say "painted: $out/$picture"
}

try_source() {
    git clone -q --no-hardlinks "$root" "$fs/root/conflict-timeline"
    say "./run test"
    inside /root/conflict-timeline/run test "$@" >"$out/source-test.log" 2>&1 || {
        tail -n 40 "$out/source-test.log"
        exit 1
    }
    tail -n 1 "$out/source-test.log"
    say "./run, no screen"
    inside /root/conflict-timeline/run
    cp "$fs/root/conflict-timeline/timeline.png" "$out/source-no-screen.png"
    open_screen
    photograph source-window.png /root/conflict-timeline/run
}

try_deb() {
    package=$(ls "$root"/dist/*.deb)
    cp "$package" "$fs/tmp/"
    say "apt-get install ${package##*/}"
    {
        inside apt-get update -q
        inside apt-get install -q -y --no-install-recommends "/tmp/${package##*/}"
    } >"$out/deb-install.log" 2>&1 || { tail -n 20 "$out/deb-install.log"; exit 1; }
    if inside sh -c 'command -v python3'; then echo "Python is here: this proves nothing." >&2; exit 1; fi
    inside timeline-app new /root/my.timelinedb --sample
    inside timeline-app info /root/my.timelinedb --json
    open_screen
    photograph deb-window.png timeline-app /root/my.timelinedb
    say "what a file manager makes of a store without an ending"
    inside apt-get install -q -y --no-install-recommends shared-mime-info desktop-file-utils libglib2.0-bin \
        >>"$out/deb-install.log" 2>&1
    cp "$fs/root/my.timelinedb" "$fs/root/store"
    inside gio info -a standard::content-type /root/store | grep standard::content-type
    inside gio mime application/vnd.conflict-timeline+sqlite3 | head -n 1
}

make_file_system
"try_$what" "$@"
say "done"
