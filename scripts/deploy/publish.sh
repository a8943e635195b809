#!/usr/bin/env bash
# Takes the newest content and rebuilds the site; for the pipeline of the repository, or for cron on the host.
# A change with a fault leaves the site as it was, and whoever made it is told: on the screen (the pipeline shows that as
# failed, with the log) and, where the host can send mail, in a letter. Run it in the folder of the project.
# With CAMTAY_PUBLISH in the environment (a folder, or USER@HOST:/FOLDER) the site goes there, whole, with the last ones
# kept; else it stays in site/. CAMTAY_AFTER: a command for the host afterwards.
set -uo pipefail
[ -z "$(git remote)" ] || git pull --quiet --ff-only || exit 1
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if [ -n "${CAMTAY_PUBLISH:-}" ]; then
  command=(publish "$CAMTAY_PUBLISH" --build --after "${CAMTAY_AFTER:-}")
else
  command=(build --compress)
fi
if camtay "${command[@]}" >"$log" 2>&1; then
  cat "$log"
  exit 0
fi
commit=$(git log -1 --format=%h)
mail=$(git log -1 --format=%ae)
{
  git log -1 --format='Chào %an,%n%nThay đổi “%s” chưa lên trang vì còn lỗi. Trang vẫn giữ bản cũ, chưa mất gì.%nSửa các chỗ dưới đây rồi lưu lại:%n'
  cat "$log"
} >"$log.letter"
cat "$log.letter"
if command -v sendmail >/dev/null; then
  {
    printf 'To: %s\nSubject: =?UTF-8?B?%s?=\nContent-Type: text/plain; charset=utf-8\n\n' "$mail" \
      "$(printf 'Thay đổi %s chưa lên trang' "$commit" | base64 -w0)"
    cat "$log.letter"
  } | sendmail -t
fi
rm -f "$log.letter"
exit 1
