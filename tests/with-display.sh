#!/bin/sh
# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs a test on an X display and a session bus of its own, in a home of its
# own, so that tests neither see the desk they run on nor each other.
#
#   with-display.sh test|atspi|none COMMAND...
#
# The first word is the accessibility backend (GTK_A11Y). The display's size
# is that of $TH_SCREEN, 1920x1080 when unset. Where Xvfb or
# the bus is missing, an empty TAP plan says that the test was skipped.
set -u

a11y=$1
shift

for tool in Xvfb dbus-run-session; do
  if ! command -v "$tool" >/dev/null 2>&1; then
    echo "1..0 # SKIP $tool is not installed"
    exit 0
  fi
done

home=$(mktemp -d "${TMPDIR:-/tmp}/tidehall-test-XXXXXX") || exit 99
xvfb=
cleanup ()
{
  [ -n "$xvfb" ] && kill "$xvfb" 2>/dev/null
  rm -rf "$home"
}
trap cleanup EXIT
trap 'exit 130' INT TERM HUP

mkdir -m 700 "$home/run" "$home/data" "$home/config" "$home/cache" "$home/state"
mkfifo "$home/display"

# Xvfb chooses a free number itself and tells it when it is ready.
Xvfb -displayfd 3 -screen 0 "${TH_SCREEN:-1920x1080}x24" -nolisten tcp -noreset \
  3>"$home/display" >"$home/xvfb.log" 2>&1 &
xvfb=$!
read -r number <"$home/display"
if [ -z "$number" ]; then
  echo "Bail out! Xvfb did not start:"
  sed 's/^/# /' "$home/xvfb.log"
  exit 99
fi

export DISPLAY=":$number"
export HOME="$home"
export XDG_RUNTIME_DIR="$home/run" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config"
export XDG_CACHE_HOME="$home/cache" XDG_STATE_HOME="$home/state"
export GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y="$a11y"
export GSETTINGS_BACKEND=memory GIO_USE_VFS=local
# Nothing is ever printed on the paper of whoever runs the tests.
export CUPS_SERVER="$home/no-printers"
unset GTK_THEME WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS GTK_MODULES

# What the bus and its services print is no result of a test.
dbus-run-session -- sh -c 'exec "$@" >&3 3>&-' sh "$@" 3>&1 >&2
