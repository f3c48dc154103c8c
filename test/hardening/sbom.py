#!/usr/bin/env python3
"""The list of what we are made of names everything: each library that the program loads, each package of the lock file, with a
version and a licence.

usage: sbom.py
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from support import server  # noqa: E402

report = server.Report()


def main():
    with tempfile.TemporaryDirectory(prefix="styk_sbom_") as folder:
        file = pathlib.Path(folder) / "sbom.json"
        subprocess.run([str(server.repository / "tools/sbom"), str(file)], check=True, env={**os.environ, "STYK_BINARY": server.binary()})
        bom = json.loads(file.read_text())
    report.equal((bom["bomFormat"], bom["specVersion"]), ("CycloneDX", "1.5"), "it is CycloneDX")
    names = {one["purl"].split("@")[0] if "npm" not in one["purl"] else one["purl"].split("?")[0]: one for one in bom["components"]}
    for one in bom["components"]:
        told = one["name"] and one["version"] and one["licenses"] and re.match(r"pkg:(npm|deb/debian)/\S+@\S+$", one["purl"])
        report.check(told, f"{one['purl']} has a name, a version and a licence", json.dumps(one)[:300])
        whole = all(len(part["license"].get("id") or part["license"]["name"]) > 1 for part in one["licenses"])
        report.check(whole, f"{one['purl']}: its licences have names", str(one["licenses"]))
    references = [one["bom-ref"] for one in bom["components"]]
    report.equal(len(references), len(set(references)), "each is there once")
    libraries = re.findall(r"=> (/\S+)", subprocess.run(["ldd", server.binary()], capture_output=True, text=True, check=True).stdout)
    report.check(len(libraries) > 10, f"the program loads {len(libraries)} libraries")
    real = {os.path.realpath(one) for one in libraries}
    said = subprocess.run(["dpkg", "-S", *sorted(real | {one.removeprefix("/usr") for one in real})], capture_output=True, text=True).stdout
    for library in sorted(real):
        owner = re.search(rf"^([^:,\s]+)[^\n]*: (?:/usr)?{re.escape(library.removeprefix('/usr'))}$", said, re.M)
        report.check(owner and f"pkg:deb/debian/{owner[1]}" in names, f"{library} is in the list", said[:300])
    lock = json.loads((server.repository / "web/package-lock.json").read_text())["packages"]
    for place, package in lock.items():
        name = package.get("name") or place.split("node_modules/")[-1]
        if place:
            listed = names.get(f"pkg:npm/{name.replace('@', '%40')}@{package['version']}")
            report.check(listed and (listed.get("hashes") or not package.get("integrity")), f"{place} is in the list, with what it is known by")
    shipped = [one for one in bom["components"] if one["purl"].startswith("pkg:npm") and one["scope"] == "required"]
    foreign = [one["purl"] for one in shipped if not {part["license"].get("id") for part in one["licenses"]} & {"MIT", "Apache-2.0", "BSD-3-Clause", "ISC", "0BSD", "Unlicense"}]
    report.equal(foreign, [], "what the console carries may be passed on")
    print(f"{len(references)} components, {len(libraries)} libraries, {len(lock) - 1} packages of npm")
    report.end()


main()
