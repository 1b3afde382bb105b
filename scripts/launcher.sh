#!/bin/sh
# Starts Manicule from a terminal: Chromium's own log is kept quiet, and root, whom Chromium refuses a sandbox, goes without one.
here=$(dirname "$(readlink -f "$0")")
if [ "$(id -u)" = 0 ]; then
  set -- --no-sandbox "$@"
fi
# Chromium prints the PDFs of `manicule export`; where there is no display it would look for one and end.
if [ -z "$DISPLAY$WAYLAND_DISPLAY" ]; then
  for argument; do
    case $argument in
      -*) ;;
      export) set -- --ozone-platform=headless "$@"; break ;;
      *) break ;;
    esac
  done
fi
exec "$here/../manicule" --log-level=3 "$@"
