# shellcheck shell=bash
# Shared by setup, demo and test: quiet steps with a log each. Sourced, never run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
logs=$root/build/log

say() { printf '%s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }

# step NAME TITLE COMMAND...: runs the command with its output in build/log/NAME.log. Says the title and the time taken;
# on failure shows the end of the log. Returns the command's status.
step() {
  local name=$1 title=$2 began=$SECONDS status=0 log
  shift 2
  mkdir -p "$logs"
  log=$logs/$name.log
  printf '%s ... ' "$title"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if ((status == 0)); then
    printf 'done (%s s)\n' $((SECONDS - began))
  else
    printf 'FAILED (%s s)\n' $((SECONDS - began))
    tail -n "${SUASION_LOG_LINES:-60}" "$log" | sed 's/^/    /'
    complain "    whole log: $log"
  fi
  return "$status"
}
