#!/usr/bin/env bash
# Every test of the project, on SQLite and on PostgreSQL. All of CI.
#   tests/run.sh              everything that belongs to a change
#   tests/run.sh --long       the slow drills too
#   tests/run.sh Instruments  only the projects whose name contains the word
# Installs what is missing where it can (Debian or Ubuntu as root); otherwise says what is missing and fails.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
long=
only=
for word in "$@"; do
  case $word in
    --long) long=1 ;;
    *) only=$word ;;
  esac
done
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export SELFEVAL_SHARED=${SELFEVAL_SHARED:-$root/../shared}

missing() { echo "Missing: $1. $2" >&2; exit 1; }
install() { # package, what it is for
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $1 ($2)"
    { apt-get update -qq || true; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"; } >/dev/null 2>&1 \
      || missing "$1" "apt-get could not install it; it is needed for $2."
  else
    missing "$1" "Install it (on Debian: apt-get install $1); it is needed for $2."
  fi
}

command -v dotnet >/dev/null || missing "the .NET 10 SDK" "See https://dotnet.microsoft.com/download."
command -v npm >/dev/null || install npm "the style sheets"
command -v chromium >/dev/null || install chromium "the browser tests"
command -v cc >/dev/null || { install gcc "the power cut tests"; install libc6-dev "the power cut tests"; }
command -v curl >/dev/null || install curl "the restore drill"
command -v pspp >/dev/null || install pspp "the SPSS files of exports"
command -v soffice >/dev/null || install libreoffice-calc "the workbooks of exports"
Rscript --vanilla -e 'library(haven)' >/dev/null 2>&1 || install r-cran-haven "the SPSS files and the R script of exports"
command -v createdb >/dev/null || install postgresql-client "the restore drill on PostgreSQL"
postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
[ -x "$(postgres_bin)/initdb" ] || command -v initdb >/dev/null || install postgresql "the tests on PostgreSQL"
pg=$(postgres_bin)
[ -x "$pg/initdb" ] || pg=$(dirname "$(command -v initdb)")
export SELFEVAL_CHROMIUM=${SELFEVAL_CHROMIUM:-$(command -v chromium)}

work=$(mktemp -d)
chmod 755 "$work"
owner=$(id -un)
as_owner() { if [ "$owner" = "$(id -un)" ]; then "$@"; else setpriv --reuid="$owner" --regid="$(id -gn "$owner")" --clear-groups -- "$@"; fi; }
if [ "$(id -u)" = 0 ]; then
  # The server refuses to run as root; the package brings its own user.
  owner=postgres
  id postgres >/dev/null 2>&1 || useradd --system postgres
fi
stop() {
  as_owner "$pg/pg_ctl" -D "$work/pg" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap stop EXIT
mkdir "$work/pg" "$work/results"
[ "$owner" = "$(id -un)" ] || chown "$owner" "$work/pg"
cd "$work"
as_owner "$pg/initdb" -D "$work/pg" -U postgres -A trust -E UTF8 --locale=C >/dev/null
port=$((20000 + RANDOM % 20000))
as_owner "$pg/pg_ctl" -D "$work/pg" -l "$work/pg/log" -w \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300 -c fsync=off" start >/dev/null
cd "$root"
postgres="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"

dotnet restore SelfEval.sln --locked-mode -v q
dotnet build SelfEval.sln -c Release --no-restore -v q -nologo

failed_runs=0
run() { # project, database
  local name=$1 database=$2 label="$1 on $2"
  local exe=tests/$name/bin/Release/net10.0/$name
  echo "== $label"
  local started=$SECONDS
  (
    if [ "$database" = PostgreSQL ]; then export SELFEVAL_TEST_POSTGRES=$postgres; else unset SELFEVAL_TEST_POSTGRES; fi
    args=(-noColor -noLogo -result-xml "$work/results/$name.$database.xml")
    [ -n "$long" ] || args+=(-trait- Speed=Long)
    # Files of SQLite fail in other ways than a server does; a move needs a server.
    if [ "$database" = PostgreSQL ]; then args+=(-trait- Database=SQLite); else args+=(-trait- Database=PostgreSQL); fi
    "$exe" "${args[@]}"
  ) >"$work/results/$name.$database.log" 2>&1 || failed_runs=$((failed_runs + 1))
  grep -E '^\s+.* \[(FAIL|SKIP)\]' -A 30 "$work/results/$name.$database.log" | grep -vE '^\s*(info|dbug):' | head -n 200 || true
  grep -E 'Total: [0-9]+' "$work/results/$name.$database.log" || tail -n 40 "$work/results/$name.$database.log"
  echo "   $((SECONDS - started)) s"
}

for project in tests/*.Tests; do
  name=$(basename "$project")
  [ -z "$only" ] || [[ $name == *"$only"* ]] || continue
  run "$name" SQLite
  case $name in
    SelfEval.Web.Tests | SelfEval.Faults.Tests) run "$name" PostgreSQL ;;
  esac
done

total() { cat "$work"/results/*.xml 2>/dev/null | grep -oE '<assembly [^>]*' | grep -oE " $1=\"[0-9]+\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }
passed=$(total passed)
failed=$(($(total failed) + $(total errors)))
skipped=$(total skipped)
if [ "$passed" = 0 ] || { [ "$failed_runs" -gt 0 ] && [ "$failed" = 0 ]; }; then
  echo "A test program ended without a result." >&2
  failed=$((failed + failed_runs + 1))
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
