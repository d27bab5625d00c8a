#!/bin/sh
# Enters the program in this folder into the menu of your desktop, and makes it open .timelinedb files: for you alone.
# ./install.sh --remove takes it out again.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
share=${XDG_DATA_HOME:-$HOME/.local/share}
case $here in
*[\"\$\`\\%\|\&\;]* | *'
'*)
    echo "The path $here has a character that a menu cannot hold. Move this folder, then try again." >&2
    exit 1 ;;
esac
case ${1:-} in
'') told="Conflict Timeline is in your menu now." ;;
--remove) told="Conflict Timeline is out of your menu. This folder and your timelines are as they were." ;;
*)
    sed -n '2,3s/^# //p' "$0"
    exit 2 ;;
esac
cd "$here/share"
find . -type f | while IFS= read -r file; do
    if [ "${1:-}" = --remove ]; then
        rm -f "$share/$file"
        continue
    fi
    mkdir -p "$(dirname "$share/$file")"
    case $file in
    *.desktop | *.thumbnailer)
        sed -e "s|^Exec=timeline-app|Exec=\"$here/timeline-app\"|" -e "s|^TryExec=.*|TryExec=$here/timeline-app|" \
            "$file" >"$share/$file" ;;
    *) cp "$file" "$share/$file" ;;
    esac
done
# What keeps lists of these files is told, where it is there.
{ update-desktop-database -q "$share/applications" || :; } 2>/dev/null
{ update-mime-database "$share/mime" || :; } 2>/dev/null
touch "$share/icons/hicolor" 2>/dev/null || :
echo "$told"
