# shellcheck shell=bash
# Calls the service over REST as an administrator. The scripts of this folder source it and set
# `command` to their name.

url="${CHAT_URL:-http://localhost:3002}/api/v1"
answer="$(mktemp)"
trap 'rm -f "$answer"' EXIT
token="${CHAT_TOKEN:-}"

environment() {
  cat <<'HELP'
Environment:
  CHAT_URL        the service (default: http://localhost:3002)
  CHAT_TOKEN      an administrator's token; or
  CHAT_USER and CHAT_PASSWORD to get one, with CHAT_CODE for a second factor
HELP
}

fail() { echo "bin/${command:?}: $2" >&2; exit "$1"; }

# call METHOD PATH [ARGUMENTS OF CURL]: writes the body to $answer; ends the script unless it is
# 2xx. Secrets are passed through standard input: all users of the machine can see arguments.
call() {
  local method="$1" path="$2" status
  shift 2
  status="$(printf 'header = "Authorization: Bearer %s"\n' "$token" |
    curl --silent --show-error --config - --request "$method" --output "$answer" --write-out '%{http_code}' "$@" "$url$path")" ||
    fail 1 "$url does not answer"
  [[ "$status" == 2* ]] || fail 1 "$method $path: $status $(cat "$answer")"
}

json_string() { local text="${1//\\/\\\\}"; printf '"%s"' "${text//\"/\\\"}"; }

# To be called before the first call, and not in a subshell, which would keep the token to itself.
log_in() {
  [[ -z "$token" ]] || return 0
  [[ -n "${CHAT_USER:-}" && -n "${CHAT_PASSWORD:-}" ]] || fail 2 'set CHAT_TOKEN, or CHAT_USER and CHAT_PASSWORD (see --help)'
  local code='' status
  [[ -z "${CHAT_CODE:-}" ]] || code=",\"code\":$(json_string "$CHAT_CODE")"
  status="$(printf '{"username":%s,"password":%s%s}' "$(json_string "$CHAT_USER")" "$(json_string "$CHAT_PASSWORD")" "$code" |
    curl --silent --show-error --header 'Content-Type: application/json' --data-binary @- \
      --output "$answer" --write-out '%{http_code}' "$url/tokens")" || fail 1 "$url does not answer"
  [[ "$status" == 2* ]] || fail 1 "the login of $CHAT_USER at $url failed: $status $(cat "$answer")"
  token="$(sed -n 's/.*"token" *: *"\([^"]*\)".*/\1/p' "$answer")"
}
