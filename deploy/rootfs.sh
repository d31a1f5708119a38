#!/bin/sh
# The image's Debian, out of signed packages as they were on one day: the same day gives the same bytes, whoever builds.
#   sh deploy/rootfs.sh                 writes build/rootfs.tar and says its SHA-256 (needs mmdebstrap, as root or with user namespaces)
#   DAY=20261115T000000Z sh deploy/rootfs.sh      a later day, for its security updates
#   PACKAGES=postgresql,openssl OUT=build/queue.tar sh deploy/rootfs.sh      the Debian of another image
#   MIRROR=http://… SECURITY=http://… sh deploy/rootfs.sh      another mirror: its packages are signed, too
set -eu
DAY=${DAY:-20261115T000000Z}
MIRROR=${MIRROR:-https://snapshot.debian.org/archive/debian/$DAY}
SECURITY=${SECURITY:-https://snapshot.debian.org/archive/debian-security/$DAY}
OUT=${OUT:-build/rootfs.tar}
PACKAGES=${PACKAGES:-python3,python3-venv,ca-certificates,unar,fonts-noto-cjk,fontconfig,tzdata,util-linux}
# Every file bears the snapshot's day.
SOURCE_DATE_EPOCH=$(date -u -d "$(echo "$DAY" | sed -E 's/^(....)(..)(..)T(..)(..)(..)Z$/\1-\2-\3 \4:\5:\6/')" +%s)
export SOURCE_DATE_EPOCH
mkdir -p "$(dirname "$OUT")"
mmdebstrap --quiet --variant=minbase --include="$PACKAGES" \
  --aptopt='Acquire::Check-Valid-Until "false"' \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  --customize-hook='chroot "$1" useradd --create-home --uid 1000 gongkai' \
  --customize-hook='rm -rf "$1"/etc/machine-id "$1"/var/lib/dbus/machine-id "$1"/etc/hostname "$1"/etc/resolv.conf' \
  --customize-hook='rm -rf "$1"/var/cache/fontconfig/* "$1"/var/cache/ldconfig/* "$1"/var/log/* "$1"/etc/shadow- "$1"/etc/passwd- "$1"/etc/group- "$1"/etc/gshadow-' \
  bookworm "$OUT" "deb $MIRROR bookworm main" "deb $SECURITY bookworm-security main"
sha256sum "$OUT"
