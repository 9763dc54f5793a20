# asked: store_upload
#
# Keeps uploads: scans each, writes down what became of it, and cleans up behind itself.

set -euo pipefail
shopt -s nullglob

readonly HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
source "$HERE/lib/audit.sh"
. "${UPLOAD_LIB:-$HERE/lib}/scan.sh"

declare -A weights=([low]=1 [high]=2)
declare -a pending=()
export FOLDER="${FOLDER:-/var/uploads}" LEVEL
LIMIT=$((10 * 1024 * 1024))
work=''

usage() {
  cat <<EOF
usage: ${0##*/} [-l LEVEL] [-n] FILE...

  -l LEVEL   one of ${!weights[*]}
  -n         only say what would be done; now is $(date +%F)
EOF
}

log() { printf '%s %s\n' "$(date -u +%FT%TZ)" "$*" >&2; }

die() {
  log "$1"
  exit "${2:-1}"
}

cleanup() {
  local code=$?
  [[ -n $work && -d $work ]] && rm -rf -- "$work"
  return "$code"
}
trap cleanup EXIT
trap 'die "interrupted" 130' INT TERM

function size_of {
  local file=$1
  stat -c %s -- "$file" 2>/dev/null || wc -c < "$file"
}

is_allowed() {
  local file="$1" kind
  kind=$(file --brief --mime-type -- "$file")
  case "$kind" in
    image/png | image/jpeg) return 0 ;;
    text/*)
      if grep -qE '^#!' "$file"; then
        return 1
      fi
      ;;
    application/pdf) [ "${ALLOW_PDF:-no}" = yes ] ;;
    *) return 1 ;;
  esac
}

digest() (
  cd "$(dirname "$1")" || exit 2
  sha256sum "$(basename "$1")" | cut -d' ' -f1
)

store_upload() {
  local file=$1 level=${2:-low} size sum
  if ! [[ -r $file ]]; then
    log "cannot read $file"
    return 1
  elif (( $(size_of "$file") > LIMIT )); then
    log "too large: $file"
    return 2
  fi
  is_allowed "$file" || { log "not allowed: $file"; return 3; }
  if ! scan_file "$file"; then
    write_audit refused "$file" "${weights[$level]}"
    return 4
  fi
  sum=$(digest "$file")
  size=$(size_of "$file")
  install -m 0640 -- "$file" "$FOLDER/$sum"
  write_audit stored "$sum" "$size" <<< "$level"
}

store_all() {
  local -i kept=0 failed=0
  while IFS= read -r -d '' file; do
    if store_upload "$file" "$LEVEL"; then
      ((kept += 1))
    else
      failed=failed+1
      pending+=("$file")
    fi
  done < <(find "$@" -type f -print0)
  for ((turn = 0; turn < 3; turn++)); do
    (( ${#pending[@]} )) || break
    for file in "${pending[@]}"; do
      store_upload "$file" && continue
      sleep 1 &
    done
    wait
  done
  log "stored $kept, failed $failed"
  ! ((failed))
}

main() {
  local dry=''
  LEVEL=low
  while getopts ':l:nh' option; do
    case $option in
      l) LEVEL=$OPTARG ;;
      n) dry=1 ;;
      h) usage; exit 0 ;;
      :) die "-$OPTARG needs a value" 64 ;;
      \?) usage >&2; exit 64 ;;
    esac
  done
  shift $((OPTIND - 1))
  work=$(mktemp -d)
  until mkdir "$FOLDER/.lock" 2>/dev/null; do sleep 0.1; done
  { [ -z "$dry" ] && store_all "$@"; } 2> >(tee "$work/log" >&2)
  rmdir "$FOLDER/.lock"
}

if [[ "${BASH_SOURCE[0]}" == "$0" ]]; then
  main "$@"
fi
