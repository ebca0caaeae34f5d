#!/usr/bin/env bash
# Makes the documents of Sdk.Tests/Drivers/Documents/virt-install: real ones, as virt-install writes them for many kinds of guests.
# The command lines are in virt-install/documents.txt; the machine that they are for is described beside it, so that every run on every
# machine gives the same. Needs virtinst (Debian: apt-get install --no-install-recommends virtinst) and libvirt's test driver.
set -euo pipefail
# virt-install writes the home of whoever runs it into some documents.
export HOME=/home/user
here=$(cd "$(dirname "$0")/virt-install" && pwd)
out=$here/../../Sdk.Tests/Drivers/Documents/virt-install
mkdir -p "$out"
failed=0
while read -r name hypervisor arguments; do
  [[ -z $name || $name == '#'* ]] && continue
  case $hypervisor in
    qemu) fake=qemu:///system ;;
    lxc) fake=lxc:/// ;;
    xen) fake=xen:/// ;;
  esac
  uri="__virtinst_test__test://$here/host.xml,predictable,fakeuri=$fake,caps=$here/caps-$hypervisor.xml"
  [[ $hypervisor == qemu ]] && uri+=",domcaps=$here/domcaps-qemu.xml"
  # The arguments are words of a command line, with its quotes.
  eval "words=($arguments)"
  [[ " $arguments " == *" --memory "* ]] || words+=(--memory 2048)
  if ! virt-install --connect "$uri" --name "$name" --check all=off --dry-run --print-xml "${words[@]}" >"$out/$name.xml.new" 2>"$out/$name.log"; then
    echo "$name: $(tail -1 "$out/$name.log")" >&2
    rm -f "$out/$name.xml.new"
    failed=1
  else
    # Where there are two boots of an installation, the first.
    python3 - "$out/$name.xml.new" "$out/$name.xml" <<'PY'
import sys
text = open(sys.argv[1]).read()
end = text.index("</domain>") + len("</domain>\n")
open(sys.argv[2], "w").write(text[:end])
PY
    rm -f "$out/$name.xml.new"
  fi
  rm -f "$out/$name.log"
done <"$here/documents.txt"
exit $failed
