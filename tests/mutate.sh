#!/usr/bin/env bash
# Mutation score of one folder of a pure library, by Stryker.NET in a copy that is thrown away.
#   tests/mutate.sh Instruments/Scoring                against every test of the library
#   tests/mutate.sh Statistics/Change                  against the tests of the same folder
#   tests/mutate.sh 'Statistics/Change/[PT]*.cs'       only some of its files
#   tests/mutate.sh Statistics/Foundation Description  against those of further folders too
# Fewer tests can only kill fewer mutants. The report is left in tests/<project>/StrykerOutput; below the bound in stryker-config.json it fails.
set -euo pipefail
{ # Read whole before it runs, so that it may be edited meanwhile.
cd "$(dirname "$0")/.."
root=$PWD
[[ ${1:-} == */* ]] || { sed -n '2,7s/^# //p' "$0"; exit 2; }
library=${1%%/*}
path=${1#*/}
folder=${path%%/*}
files=$folder/**/*.cs
[ "$path" = "$folder" ] || files=$path
shift
project=SelfEval.$library.Tests
[ -d "src/SelfEval.$library/$folder" ] && [ -f "tests/$project/stryker-config.json" ] || { echo "There is no src/SelfEval.$library/$folder to mutate." >&2; exit 2; }
export SELFEVAL_SHARED=${SELFEVAL_SHARED:-$root/../shared}
[ -d "$SELFEVAL_SHARED/golden" ] || echo "The golden data is not here: its tests are left out, and the score is lower."

copy=$(mktemp -d)
sweeper=
trap 'kill $sweeper 2>/dev/null || true; rm -rf "$copy"' EXIT
tar -c --exclude=bin --exclude=obj --exclude=StrykerOutput \
  .config .editorconfig ./*.props ./*.sln ./*.txt ./*.json instruments src/SelfEval.{Statistics,Instruments,Exchange} "tests/$project" | tar -x -C "$copy"
mkdir "$copy/tmp"
export TMPDIR=$copy/tmp

# Stryker puts a switch at every place it could mutate, also where it was told not to look, and hot loops crawl. So the rest of the library is told off.
find "$copy/src" -name '*.cs' -not -path "$copy/src/SelfEval.$library/${files/\*\*\//}" -exec sed -i '1s|^\xEF\xBB\xBF||; 1i // Stryker disable all' {} +

# What takes long already without the switches is left out or shortened: tests marked so, the golden case with exact rank tests of 169 and 98 people,
# and all but ten rounds of each property.
find "$copy/tests" -name '*.cs' -exec sed -i -E \
  's|\[Fact\] // too slow while mutating|#pragma warning disable xUnit1013|; /InlineData.* \/\/ too slow while mutating/d; s/iter: [0-9]+/iter: 10/' {} +
export CsCheck_Iter=10 CsCheck_Threads=1
if [ -d "$SELFEVAL_SHARED/golden" ]; then
  mkdir "$copy/shared"
  cp -r "$SELFEVAL_SHARED/golden" "$copy/shared"
  rm -rf "$copy/shared/golden/03_change/state20_unmatched"
  export SELFEVAL_SHARED=$copy/shared
fi

# Where one test runs too long while Stryker asks which test reaches what, it starts the test program anew and waits 10 s after every further test for
# the answer of the old one, whose file is still there. So files of programs that are gone are taken away (one program at a time: -c 1).
while sleep 1; do
  ls --time=birth -t "$TMPDIR" | grep -E '^stryker-epoch-.*-[0-9a-f]{32}\.txt$' | tail -n +2 | (cd "$TMPDIR" && xargs -r rm -f) || true
done &
sweeper=$!

cd "$copy/tests/$project"
if [ "$library" = Statistics ]; then
  for tests in */; do
    [[ " $folder $* " == *" ${tests%/} "* ]] || rm -r "$tests"
  done
fi
dotnet tool restore >/dev/null
status=0
dotnet stryker -m "$files" -c 1 -O "$copy/report" || status=$?
kept=$root/tests/$project/StrykerOutput/${path//[^A-Za-z\/]/}
mkdir -p "$(dirname "$kept")"
rm -rf "$kept"
mv "$copy/report/reports" "$kept" || { echo "Stryker wrote no report." >&2; exit 1; }
exit $status
}
