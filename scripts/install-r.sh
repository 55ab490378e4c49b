#!/bin/sh
# Installs R and its package surveillance from Debian: the reference that `npm run bench:crowd` compares with.
set -eu
if [ "$(id -u)" -ne 0 ]; then
  echo "Run this as root: it installs r-base-core and r-cran-surveillance with apt-get." >&2
  exit 1
fi
apt-get update
apt-get install --yes --no-install-recommends r-base-core r-cran-surveillance
