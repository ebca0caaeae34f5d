#!/usr/bin/env bash
# Packs the libraries into packages/, then builds and runs samples/Vendor against them, away from this repository. They have a version of their own,
# which no other source of packages has; what they bring with them comes from where this machine gets packages. Any difference between what it prints and samples/Vendor/expected-output.txt is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

configuration=${1:-Release}
version=1.0.0-try.$(date -u +%Y%m%d%H%M%S)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export UseSharedCompilation=false MSBUILDDISABLENODEREUSE=1

rm -f packages/Virtwire.*.nupkg
for project in Sdk.Schema Sdk Sdk.Server; do
  dotnet pack "$project" --configuration "$configuration" --nologo -p:Version="$version" --output packages
done

cp -r samples/Vendor "$work/"
find "$work/Vendor" -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
farm=$work/Vendor/Acme.Farm
dotnet restore "$farm" -p:RestoreAdditionalProjectSources="$PWD/packages" -p:VirtwireVersion="$version" -p:RestorePackagesPath="$work/nuget"
dotnet build "$farm" --configuration Release --no-restore --nologo -warnaserror -p:VirtwireVersion="$version" -p:RestorePackagesPath="$work/nuget"
dotnet "$farm/bin/Release/net10.0/Acme.Farm.dll" > "$work/output.txt"
diff -u samples/Vendor/expected-output.txt "$work/output.txt"
echo "The packages work outside the repository."
