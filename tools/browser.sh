#!/bin/sh
# The browser tests need Debian's chromium: install it when root, say what to do when not.
set -eu
[ "${LAURELS_NO_BROWSER:-}" = 1 ] && exit 0
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing chromium for the browser tests ..."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
  exit 0
fi
echo "The browser tests need chromium: install it (apt-get install chromium) or set LAURELS_NO_BROWSER=1 to leave them out." >&2
exit 1
