#!/usr/bin/env bash
# The daemon on a unix socket, asked by the tool and by nothing but a socket and a line of JSON.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work="$(mktemp -d)"
daemon=""
stop() {
  if [ -n "$daemon" ]; then kill "$daemon" 2>/dev/null || true; wait "$daemon" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap stop EXIT

dotnet build Sdk.Cli --no-restore -v quiet
tool=(dotnet run --no-build --project Sdk.Cli --)
mkfifo "$work/out"
"${tool[@]}" serve --listen "unix://$work/s" >"$work/out" &
daemon=$!
exec 3<"$work/out"
read -r ready <&3
echo "$ready"
[ "$ready" = "ready unix://$work/s" ]

echo "-- the tool"
answer="$("${tool[@]}" -c "test+unix:///default?socket=$work/s" call Domain.list '{}')"
echo "$answer"
grep -q '"name":"test"' <<<"$(tr -d ' \n' <<<"$answer")"

echo "-- a line of JSON"
answer="$(python3 - "$work/s" <<'PY'
import socket, sys
s = socket.socket(socket.AF_UNIX)
s.settimeout(30)
s.connect(sys.argv[1])
s.sendall(b'{"jsonrpc":"2.0","id":1,"method":"Domain.list","params":{}}\n')
print(s.makefile().readline(), end="")
PY
)"
echo "$answer"
grep -q '"uuid":"6695eb01-f6a4-8304-79aa-97f2502e193f"' <<<"$answer"

echo "-- a clean stop"
kill -TERM "$(pgrep -P "$daemon" || echo "$daemon")" 2>/dev/null || true
wait "$daemon" || { echo "the daemon exited with $?"; exit 1; }
daemon=""
[ ! -e "$work/s" ] || { echo "the socket file is still there"; exit 1; }
