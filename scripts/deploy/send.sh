#!/usr/bin/env bash
# Publishes site/ from a pipeline: CAMTAY_PUBLISH (USER@HOST:/FOLDER), CAMTAY_SSH_KEY and CAMTAY_KNOWN_HOSTS (each the
# text itself or the name of a file that holds it), CAMTAY_AFTER (a command for the host, may be empty).
set -euo pipefail
umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
put() { if [ -f "$1" ]; then cat "$1"; else printf '%s\n' "$1"; fi >"$2"; }
put "${CAMTAY_SSH_KEY:?}" "$folder/key"
put "${CAMTAY_KNOWN_HOSTS:?}" "$folder/known_hosts"
camtay publish "${CAMTAY_PUBLISH:?}" --after "${CAMTAY_AFTER:-}" \
  --ssh "${CAMTAY_SSH:-ssh} -i $folder/key -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile=$folder/known_hosts"
