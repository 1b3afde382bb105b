#!/bin/sh
# Starts Manicule from a terminal: Chromium's own log is kept quiet, and root, whom Chromium refuses a sandbox, goes without one.
here=$(dirname "$(readlink -f "$0")")
if [ "$(id -u)" = 0 ]; then
  set -- --no-sandbox "$@"
fi
exec "$here/../manicule" --log-level=3 "$@"
