# For the runs of this folder: a sandbox on a free port and a work folder, both gone at the end. Sourced, never run.
set -euo pipefail
repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
sandbox_pid=""
export PATH="$repo/node_modules/.bin:$PATH" TZ=Asia/Shanghai

end_run() {
  [ -z "$sandbox_pid" ] || kill "$sandbox_pid" 2>/dev/null || true
  rm -rf "$work"
}
trap end_run EXIT

# start_sandbox <platform>: its first line stands in the file $SANDBOX.
start_sandbox() {
  export SANDBOX="$work/first-line.json"
  node "$repo/sandbox/run.ts" "$1" >"$SANDBOX" &
  sandbox_pid=$!
  until [ -s "$SANDBOX" ]; do kill -0 "$sandbox_pid"; read -r -t 0.1 <> <(:) || true; done
}

# python_with <package==version> …: a virtual environment of its own; `$python` runs in it.
python_with() {
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check "$@"
  python="$work/venv/bin/python"
}
