#!/usr/bin/env bash
# The pure libraries beside R: the same data, the same machine, one after the other, one thread each.
#   tests/SelfEval.Benchmarks/beside-r.sh [FOLDER]
# Prints a Markdown table and the machine; exit code 1 where the two disagree. FOLDER keeps the data (about 250 MB); otherwise it is thrown away.
# Needs R with psych, eRm and boot; as root on Debian or Ubuntu they are installed. Not part of the tests.
set -euo pipefail
cd "$(dirname "$0")"
for package in r-base-core r-cran-psych r-cran-erm r-cran-boot; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' && continue
  if [ "$(id -u)" != 0 ] || ! DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null; then
    echo "Missing: $package. Install it (on Debian: apt-get install $package)." >&2
    exit 1
  fi
done

folder=${1:-}
if [ -z "$folder" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
dotnet build -c Release -v q -nologo SelfEval.Benchmarks.csproj >&2
# One thread on both sides.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
program=bin/Release/net10.0/SelfEval.Benchmarks
"$program" beside-r write "$folder"
"$program" beside-r run "$folder"
(cd r && Rscript --vanilla beside.R "$folder")
agree=0
"$program" beside-r table "$folder" || agree=$?
echo
echo "$(date -I), $(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1), $(nproc --all) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg); .NET $(dotnet --version); $(R --version | head -n 1)"
exit "$agree"
