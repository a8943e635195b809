#!/usr/bin/env bash
# From the repository alone to a running site, for a drill or for the day after a fire. On a bare Debian or Ubuntu:
#
#   git clone ADDRESS cam-tay && cam-tay/scripts/deploy/restore.sh
#
# Installs what is missing (asks sudo), builds, publishes to FOLDER, starts nginx on PORT, and asks the running site for
# every code that was ever issued. It ends with 0 only if all of them answer.
#
#   PORT=8080, FOLDER (root: /srv/cam-tay, others: .restore in the project)   other places
#   CAMTAY_VENV=/path   a Python environment that has Cầm Tay already: nothing is installed
#   STOP=1              stop the server again after the check
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
port=${PORT:-8080}
# The worker of an nginx that root starts is somebody else, who must be able to read the site.
if [ "$(id -u)" = 0 ]; then folder=${FOLDER:-/srv/cam-tay}; else folder=${FOLDER:-$PWD/.restore}; fi
started=$SECONDS
say() { printf '%4d s  %s\n' $((SECONDS - started)) "$1"; }

say "1/5 Cài phần mềm · installing"
if [ -n "${CAMTAY_VENV:-}" ]; then
  PATH="$CAMTAY_VENV/bin:$PATH"
else
  "$here/install.sh" git nginx curl
  PATH="$PWD/.venv/bin:$PATH"
fi
PATH="$PATH:/usr/sbin"

say "2/5 Dựng trang và đưa vào $folder · building, publishing"
mkdir -p "$folder"
camtay publish "$folder/www" --build >"$folder/build.log" 2>&1 || { cat "$folder/build.log"; exit 1; }

say "3/5 Chạy máy chủ trang ở cổng $port · starting the web server"
if [ -s "$folder/nginx/nginx.pid" ] && kill -0 "$(cat "$folder/nginx/nginx.pid")" 2>/dev/null; then
  kill -QUIT "$(cat "$folder/nginx/nginx.pid")"
fi
mkdir -p "$folder/nginx"
"$here/plain.sh" "$folder/www/current" "$port" "$folder/nginx" >"$folder/nginx.conf"
nginx -c "$folder/nginx.conf" -e "$folder/nginx/error.log" >"$folder/nginx/start.log" 2>&1 </dev/null &
server=$!
stop() { kill -QUIT "$server" 2>/dev/null || true; }
trap stop EXIT
until curl -fsS --noproxy "*" --max-time 20 -o /dev/null "http://127.0.0.1:$port/" 2>/dev/null; do
  tries=$((${tries:-0} + 1))
  { [ "$tries" -lt 300 ] && kill -0 "$server" 2>/dev/null; } || { cat "$folder/nginx/error.log" "$folder/nginx/start.log"; exit 1; }
  sleep 0.1
done

say "4/5 Hỏi từng mã đã cấp · asking for every code"
codes=$(camtay qr list | awk '$1 ~ /^[0-9A-Z]+$/ && length($1) == 6 { print $1 }')
issued=$(grep -c '"event":"issue"' qr/ledger.jsonl || true)
asked=0 dead=()
for code in $codes; do
  asked=$((asked + 1))
  page=$(curl -fsS --noproxy "*" --max-time 20 "http://127.0.0.1:$port/Q/$code" 2>/dev/null) || page=
  [[ $page == *"<strong>$code</strong>"* ]] || dead+=("$code")
done
if [ "$asked" -ne "$issued" ]; then
  say "HỎNG · sổ mã có $issued mã, chỉ hỏi được $asked · the ledger has $issued codes, only $asked were asked for"
  exit 1
fi
if [ ${#dead[@]} -gt 0 ]; then
  say "HỎNG · dead: ${dead[*]}"
  exit 1
fi

say "5/5 Cả $asked mã đều mở đúng trang · all $asked codes open their page"
[ -z "${STOP:-}" ] || exit 0
trap - EXIT
for address in $(hostname -I 2>/dev/null || echo 127.0.0.1); do
  case $address in *:*) ;; *) say "Xem trang · see it: http://$address:$port/" ;; esac
done
say "Dừng máy chủ · stop: kill -QUIT $server"
