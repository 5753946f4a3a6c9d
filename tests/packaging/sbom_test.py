#!/usr/bin/env python3
"""sbom_test.py BINARY: the bill of materials is CycloneDX, names every library that is linked, and so does NOTICE."""

import json
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "supply" / "sbom.py"
sys.path.insert(0, str(SCRIPT.parent))
import sbom  # noqa: E402

# How NOTICE names them, where it is not the name of the component.
TITLES = {"nlohmann-json": "JSON for Modern C++", "fmt": "{fmt}", "tomlplusplus": "toml++", "sqlite3": "SQLite", "tree-sitter": "tree-sitter (core)", "libstdc++": "GCC's C++ runtime", "libgcc": "GCC's C++ runtime"}
SYSTEM = {"glibc"}  # the C library is the system's own


def main():
    if not shutil.which("readelf"):
        print("skipped: no readelf")
        return 77
    made = [subprocess.run([sys.executable, "-B", str(SCRIPT), sys.argv[1]], capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert made[0] == made[1], "two bills of one program differ"
    bill = json.loads(made[0])
    assert bill["bomFormat"] == "CycloneDX" and bill["specVersion"] == "1.5" and bill["version"] == 1
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    every = [bill["metadata"]["component"], *bill["components"]]
    for component in every:
        assert component["type"] in ("application", "library") and component["name"] and component["purl"].startswith("pkg:"), component
        assert component["licenses"] and all("expression" in one or one["license"]["id"] for one in component["licenses"]), component
        assert re.fullmatch(r"pkg:[a-z]+/[\w./%+~-]+(@[\w.%+~:-]+)?", component["purl"]), component["purl"]
        for digest in component.get("hashes", []):
            assert re.fullmatch(r"SHA-(256|512)", digest["alg"]) and re.fullmatch(r"[0-9a-f]{64}|[0-9a-f]{128}", digest["content"])
    references = [component["bom-ref"] for component in every]
    assert len(set(references)) == len(references), "two components have the same reference"
    assert {one["ref"] for one in bill["dependencies"]} == set(references)
    assert set(bill["dependencies"][0]["dependsOn"]) == set(references[1:])
    names = {component["name"] for component in bill["components"]}
    known = {library: title for title, _, _, library in sbom.LIBRARIES.values() if library} | {library: title for library, (title, _, _) in sbom.RUNTIME.items()}
    for library in sbom.needed(sys.argv[1]):
        assert known.get(library) in names, f"{library} is linked and not in the bill"
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for name in names - SYSTEM:
        assert TITLES.get(name, name).lower() in notice.lower(), f"{name} is not in NOTICE"
    for name in sbom.linked_by_cmake():
        assert name in sbom.LIBRARIES, name
    print(f"{len(names)} components")
    return 0


if __name__ == "__main__":
    sys.exit(main())
