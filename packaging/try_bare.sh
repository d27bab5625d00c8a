#!/bin/sh
# Tries the project on a machine that has nothing: a Debian root file system made for the purpose.
#
#   packaging/try_bare.sh SUITE source [WORD...]   the README's two commands, `./run` and `./run test` (the words go to
#                                                  pytest), as root and as an ordinary user, each on a machine of its
#                                                  own, in a clone of this checkout whose path has blanks and Cyrillic
#                                                  letters. AS=user or AS=root tries one of them.
#   packaging/try_bare.sh SUITE deb                install dist/*.deb into another, without Python; open a store by its
#                                                  command and as a double-click does, draw it small
#   packaging/try_bare.sh SUITE appimage           run dist/*.AppImage as an ordinary user and as root, with FUSE and
#                                                  without
#   packaging/try_bare.sh SUITE tar                unpack dist/*.tar.xz as an ordinary user, run it, enter it in the menu
#   packaging/try_bare.sh SUITE package [WORD...]  build in a clone there, as root, with what ./run package installs
#
# SUITE is bookworm, trixie or another. As root, on a Debian with mmdebstrap, xvfb, imagemagick and git. Pictures and
# logs go to build/bare/. The screen is ours: a program in the file system reaches it because X listens on an abstract
# socket, which a chroot does not hide.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
usage() {
    sed -n '2,19s/^# \{0,1\}//p' "$0" >&2
    exit 2
}
suite=${1:-}
what=${2:-}
case $what in source | deb | appimage | tar | package) ;; *) usage ;; esac
shift 2
out=$root/build/bare
fs=
screen=
mkdir -p "$out"

# Ends what still runs inside: programs that a desktop's own tools started, and no others.
end_programs() {
    for process in /proc/[0-9]*; do
        [ "$(readlink "$process/root" 2>/dev/null)" != "$fs" ] || kill "${process#/proc/}" 2>/dev/null || :
    done
}

clean_up() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || :
    screen=
    [ -n "$fs" ] || return 0
    end_programs
    awk -v under="$fs/tmp/" 'index($2, under) == 1 { print $2 }' /proc/mounts | while read -r left; do umount -l "$left"; done
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
    ln -sf /proc/self/mounts "$fs/etc/mtab" # as on any system that was started; fusermount3 looks there
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
    end_programs
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

try_package() {
    who=root
    make_file_system
    checkout="/root/Мої події/conflict timeline"
    mkdir -p "$fs/root/Мої події"
    git clone -q --no-hardlinks "$root" "$fs$checkout"
    type_in_checkout package package "$@"
    find "$fs$checkout/dist" -maxdepth 1 -type f -exec cp {} "$out/" \;
}

try_source() {
    for who in ${AS:-user root}; do try_commands "$@"; done
}

# Installs packages; what apt says goes to a log.
install_inside() {
    as_root apt-get install -q -y --no-install-recommends "$@" >>"$out/$suite-$what-install.log" 2>&1 || {
        tail -n 20 "$out/$suite-$what-install.log"
        exit 1
    }
}

# What a desktop has: the libraries that the built program takes from the system. No Python comes with them.
make_desktop() {
    make_file_system
    as_root apt-get update -q >"$out/$suite-$what-install.log" 2>&1
    # shellcheck disable=SC2046 # each package is a word
    [ "$what" = deb ] || install_inside $(sed 's/ (.*//' "$root/build/depends.txt")
}

refuse_python() {
    if as_root sh -c 'command -v python3'; then echo "Python is here: this proves nothing." >&2; exit 1; fi
}

# Has one of our programs make a store, count it and draw it small, then opens a window on it.
use_program() {
    picture=$1
    shift
    if [ "$who" = root ]; then home=/root; else home=/home/person; fi
    rm -f "$fs$home"/my.timelinedb*
    inside "$@" new "$home/my.timelinedb" --sample
    inside "$@" info "$home/my.timelinedb" --json
    inside "$@" thumbnail "$home/my.timelinedb" --to "$home/small.png"
    open_window "$picture" "$@" "$home/my.timelinedb"
    waited=0
    until [ -z "$(traces)" ]; do
        sleep 0.1
        waited=$((waited + 1))
        [ $waited -lt 50 ] || { echo "Left behind: $(traces)" >&2; exit 1; }
    done
}

# Names what a program should not leave behind: logs beside the store, folders, mounts.
traces() {
    ls -a "$fs$home" | grep '^my.timelinedb-' || :
    ls -a "$fs/tmp" | grep '^.conflict-timeline-' || :
    grep -o "$fs/tmp/.conflict-timeline-[^ ]*" /proc/mounts || :
}

# Opens a store as a double-click does: by its type, with the program that the desktop knows for it.
double_click() {
    if [ "$who" = root ]; then home=/root; else home=/home/person; fi
    say "what a file manager makes of a store without an ending"
    install_inside shared-mime-info desktop-file-utils libglib2.0-bin
    cp -p "$fs$home/my.timelinedb" "$fs$home/store"
    inside gio info -a standard::content-type,standard::icon "$home/store" | tee "$out/$suite-$what-type.txt" | grep standard
    grep -q 'application/vnd.conflict-timeline+sqlite3' "$out/$suite-$what-type.txt"
    inside gio mime application/vnd.conflict-timeline+sqlite3 | head -n 1
    open_window "$suite-$what-double-click.png" sh -c "gio open $home/store && sleep 30"
}

try_deb() {
    who=root
    make_desktop
    package=$(ls "$root"/dist/*.deb)
    cp "$package" "$fs/tmp/"
    say "apt-get install ${package##*/}"
    install_inside "/tmp/${package##*/}"
    refuse_python
    use_program "$suite-deb-window.png" timeline-app
    double_click
    who=user
    use_program "$suite-deb-user-window.png" timeline-app
}

try_appimage() {
    who=user
    make_desktop
    cp "$root"/dist/*.AppImage "$fs/opt/timeline"
    chmod 755 "$fs/opt/timeline"
    refuse_python
    say "no fusermount: it unpacks itself"
    is_mounted && { echo "FUSE is here: this proves nothing." >&2; exit 1; }
    use_program "$suite-appimage-user-without-fuse.png" /opt/timeline
    install_inside fuse3
    say "with FUSE"
    is_mounted || { echo "It does not mount itself." >&2; exit 1; }
    use_program "$suite-appimage-user-fuse.png" /opt/timeline
    who=root
    say "with FUSE"
    is_mounted || { echo "It does not mount itself." >&2; exit 1; }
    use_program "$suite-appimage-root-fuse.png" /opt/timeline
    mount --bind /dev/null "$fs/dev/fuse"
    say "what /dev/fuse names is none"
    is_mounted && { echo "FUSE is here: this proves nothing." >&2; exit 1; }
    use_program "$suite-appimage-root-without-fuse.png" /opt/timeline
    umount "$fs/dev/fuse"
}

# Tells whether the AppImage mounts itself here, by the system's own list.
is_mounted() {
    (become_inside /opt/timeline --appimage-mount >/dev/null 2>&1) &
    mounting=$!
    sleep 1
    found=1
    grep -q "$fs/tmp/.conflict-timeline-" /proc/mounts && found=0
    kill $mounting 2>/dev/null || :
    wait $mounting 2>/dev/null || :
    sleep 0.5 # until it is unmounted
    return $found
}

try_tar() {
    who=user
    make_desktop
    install_inside xz-utils
    mkdir -p "$fs/home/person/Мої події"
    cp "$root"/dist/*-linux-*.tar.xz "$fs/tmp/timeline.tar.xz"
    chown -R 1000:1000 "$fs/home/person"
    inside tar -xJf /tmp/timeline.tar.xz -C "/home/person/Мої події"
    folder=$(ls -d "$fs/home/person/Мої події"/*)
    folder=${folder#"$fs"}
    refuse_python
    use_program "$suite-tar-window.png" "$folder/timeline-app"
    install_inside shared-mime-info desktop-file-utils libglib2.0-bin
    inside "$folder/install.sh"
    inside sh -c 'desktop-file-validate ~/.local/share/applications/*.desktop'
    double_click
    inside "$folder/install.sh" --remove
    left=$(find "$fs/home/person/.local/share" -name '*org.conflicttimeline*')
    [ -z "$left" ] || { echo "Left in the menu: $left" >&2; exit 1; }
}

case $what in
source) try_source "$@" ;;
deb) try_deb ;;
appimage) try_appimage ;;
tar) try_tar ;;
package) try_package "$@" ;;
esac
say "all is well"
