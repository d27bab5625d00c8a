#!/bin/sh
# Tries the project on a machine that has nothing: a Debian root file system made for the purpose.
#
#   packaging/try_bare.sh SUITE source [WORD...]   the README's two commands, `./run` and `./run test` (the words go to
#                                                  pytest), as root and as an ordinary user, each on a machine of its
#                                                  own, in a clone of this checkout whose path has blanks and Cyrillic
#                                                  letters. AS=user or AS=root tries one of them.
#   packaging/try_bare.sh SUITE deb                install dist/*.deb into another, without Python, and open a store
#
# SUITE is bookworm, trixie or another. As root, on a Debian with mmdebstrap, xvfb, imagemagick and git. Pictures and
# logs go to build/bare/. The screen is ours: a program in the file system reaches it because X listens on an abstract
# socket, which a chroot does not hide.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
usage() {
    sed -n '2,12s/^# \{0,1\}//p' "$0" >&2
    exit 2
}
suite=${1:-}
what=${2:-}
case $what in source | deb) ;; *) usage ;; esac
shift 2
out=$root/build/bare
fs=
screen=
mkdir -p "$out"

clean_up() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || :
    screen=
    [ -n "$fs" ] || return 0
    umount -R "$fs/dev" 2>/dev/null || umount -Rl "$fs/dev" 2>/dev/null || :
    umount "$fs/proc" 2>/dev/null || umount -l "$fs/proc" 2>/dev/null || :
    mountpoint -q "$fs/dev" || mountpoint -q "$fs/proc" || rm -rf --one-file-system "$fs"
    fs=
}
trap clean_up EXIT
trap 'exit 1' INT TERM HUP

say() { echo "== $suite, $who: $*"; }

make_file_system() {
    clean_up
    say "a bare $suite"
    fs=$(mktemp -d "${TMPDIR:-/tmp}/bare-$suite-$what-XXXXXX")
    mmdebstrap --variant=apt "$suite" "$fs" >"$out/$suite-$what-mmdebstrap.log" 2>&1 || {
        tail -n 20 "$out/$suite-$what-mmdebstrap.log"
        exit 1
    }
    mount -t proc proc "$fs/proc"
    mount --rbind /dev "$fs/dev"
    mount --make-rslave "$fs/dev"
    cp -L /etc/resolv.conf "$fs/etc/resolv.conf"
    # How this machine reaches its package registry, if it has its own certificates for that: aside, because the
    # package ca-certificates, which Python brings, writes the usual place anew.
    [ -z "${PIP_CERT:-}" ] || cp -L "$PIP_CERT" "$fs/etc/registry.crt"
    echo 'person:x:1000:1000:A Person:/home/person:/bin/bash' >>"$fs/etc/passwd"
    echo 'person:x:1000:' >>"$fs/etc/group"
    mkdir -p "$fs/home/person"
    chown 1000:1000 "$fs/home/person"
    echo 'APT::Get::Assume-Yes "true";' >"$fs/etc/apt/apt.conf.d/90-an-administrator-says-yes"
}

# Becomes a program inside as $who, so that in the background its process is the one to end.
become_inside() {
    user=0:0
    home=/root
    [ "$who" = root ] || { user=1000:1000 home=/home/person; }
    exec chroot --userspec="$user" "$fs" /usr/bin/env -i HOME="$home" LANG=C.UTF-8 \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        ${PIP_CERT:+"PIP_CERT=/etc/registry.crt"} ${CI:+"CI=$CI"} "$@"
}

inside() { (become_inside "$@") </dev/null; }
as_root() { (who=root; become_inside "$@") </dev/null; }

open_screen() {
    rm -f "$fs/display"
    mkfifo "$fs/display"
    Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp -ac 3>"$fs/display" 2>/dev/null &
    screen=$!
    read -r number <"$fs/display"
    display=:$number
}

# Starts a window inside, waits for its first painted frame, takes its picture, closes it and the screen.
open_window() {
    picture=$1
    shift
    open_screen
    rm -f "$fs/tmp/ready"
    (become_inside DISPLAY="$display" TIMELINE_APP_READY_FILE=/tmp/ready "$@") &
    window=$!
    waited=0
    until [ -e "$fs/tmp/ready" ]; do
        sleep 0.1
        waited=$((waited + 1))
        if [ $waited -gt 600 ] || ! kill -0 $window 2>/dev/null; then
            echo "No window was painted: $*" >&2
            kill $window 2>/dev/null || :
            exit 1
        fi
    done
    sleep 2
    DISPLAY=$display import -window root "$out/$picture"
    kill $window 2>/dev/null || :
    wait $window 2>/dev/null || :
    kill "$screen" 2>/dev/null || :
    screen=
    say "painted: $out/$picture"
}

# Runs what a person types in the checkout; says its last line.
type_in_checkout() {
    log=$out/$suite-$who-$1.log
    shift
    say "./run $*"
    if inside "$checkout/run" "$@" >"$log" 2>&1; then
        tail -n 1 "$log"
        return 0
    else
        code=$?
        tail -n 40 "$log"
        return $code
    fi
}

# An ordinary user on a bare machine is shown a line for an administrator, who runs just that.
ask_administrator() {
    log=$out/$suite-$who-asked.log
    code=0
    inside "$checkout/run" >"$log" 2>&1 || code=$?
    cat "$log"
    [ $code = 3 ] || { echo "Exit code $code instead of 3." >&2; exit 1; }
    line=$(tail -n 1 "$log" | sed 's/^ *//')
    say "an administrator runs that line"
    as_root sh -c "$line" >"$out/$suite-$who-administrator.log" 2>&1 || {
        tail -n 20 "$out/$suite-$who-administrator.log"
        exit 1
    }
}

try_commands() {
    make_file_system
    if [ "$who" = root ]; then home=/root; else home=/home/person; fi
    checkout="$home/Мої події/conflict timeline"
    mkdir -p "$fs$home/Мої події"
    git clone -q --no-hardlinks "$root" "$fs$checkout"
    [ "$who" = root ] || chown -R 1000:1000 "$fs$home"
    [ "$who" = root ] || ask_administrator
    begun=$(date +%s)
    type_in_checkout run
    say "set up and drawn in $(($(date +%s) - begun)) s"
    cp "$fs$checkout/timeline.png" "$out/$suite-$who-no-screen.png"
    open_window "$suite-$who-window.png" "$checkout/run"
    type_in_checkout test test "$@"
}

try_source() {
    for who in ${AS:-user root}; do try_commands "$@"; done
}

try_deb() {
    who=root
    make_file_system
    package=$(ls "$root"/dist/*.deb)
    cp "$package" "$fs/tmp/"
    say "apt-get install ${package##*/}"
    {
        as_root apt-get update -q
        as_root apt-get install -q -y --no-install-recommends "/tmp/${package##*/}"
    } >"$out/$suite-deb-install.log" 2>&1 || { tail -n 20 "$out/$suite-deb-install.log"; exit 1; }
    if as_root sh -c 'command -v python3'; then echo "Python is here: this proves nothing." >&2; exit 1; fi
    as_root timeline-app new /root/my.timelinedb --sample
    as_root timeline-app info /root/my.timelinedb --json
    open_window "$suite-deb-window.png" timeline-app /root/my.timelinedb
    say "what a file manager makes of a store without an ending"
    as_root apt-get install -q -y --no-install-recommends shared-mime-info desktop-file-utils libglib2.0-bin \
        >>"$out/$suite-deb-install.log" 2>&1
    cp "$fs/root/my.timelinedb" "$fs/root/store"
    as_root gio info -a standard::content-type /root/store | grep standard::content-type
    as_root gio mime application/vnd.conflict-timeline+sqlite3 | head -n 1
}

case $what in
source) try_source "$@" ;;
deb) try_deb ;;
esac
say "all is well"
