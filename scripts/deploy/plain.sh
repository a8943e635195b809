#!/usr/bin/env bash
# Prints a whole nginx configuration that serves a built site over plain HTTP, from the nginx.conf beside this file:
# for containers, behind a proxy that does TLS, and for drills. It needs no root.
#
#   scripts/deploy/plain.sh SITE PORT FOLDER >FOLDER/nginx.conf && nginx -c FOLDER/nginx.conf -e stderr
#
# FOLDER: where nginx may write. LOG: where it notes who asked for what (FOLDER/access.log). SITE must be readable for whoever runs it.
set -euo pipefail
site=${1:?SITE} port=${2:?PORT} folder=${3:?FOLDER}
modules=/usr/share/nginx/modules-available/mod-http-brotli-static.conf
cat <<END
daemon off;
pid $folder/nginx.pid;
$([ ! -e "$modules" ] || cat "$modules")
events {}
http {
access_log ${LOG:-$folder/access.log};
client_body_temp_path $folder/body;
proxy_temp_path $folder/proxy;
fastcgi_temp_path $folder/fastcgi;
uwsgi_temp_path $folder/uwsgi;
scgi_temp_path $folder/scgi;
END
awk -v site="$site" -v port="$port" -v brotli="$([ ! -e "$modules" ] || echo yes)" '
  /^server \{/ { blocks++; if (blocks == 1) leading = 1 }
  leading { if (/^\}/) leading = 0; next } # sends on to https
  /^  (listen|ssl_|# Large TLS)/ { next }
  /^  brotli_/ && !brotli { next }
  { gsub("/SITE", site); sub("server_name HOST", "server_name _"); print }
  /^server \{/ { print "  listen " port ";" }
' "$(dirname "$0")/nginx.conf"
echo "}"
