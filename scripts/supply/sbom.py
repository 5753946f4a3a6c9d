#!/usr/bin/env python3
"""sbom.py BINARY [--output FILE]: what tracklint is made of, as CycloneDX 1.5 JSON.

Read from the lock file of the grammar, from CMake's list of libraries (those that are opened when they are first called
among them), from the package database (versions) and from the binary's own list of needed libraries. The same inputs
give the same bytes: there is no time and no random number.
"""

import argparse
import base64
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
# name in cmake/Dependencies.cmake: (name, Debian package, licence, shared library or None when only headers are used)
LIBRARIES = {
    "nlohmann_json": ("nlohmann-json", "nlohmann-json3-dev", "MIT", None),
    "fmt": ("fmt", "libfmt-dev", "MIT", "libfmt"),
    "cli11": ("CLI11", "libcli11-dev", "BSD-3-Clause", None),
    "tomlplusplus": ("tomlplusplus", "libtomlplusplus-dev", "MIT", None),
    "yaml": ("yaml-cpp", "libyaml-cpp-dev", "MIT", "libyaml-cpp"),
    "simdjson": ("simdjson", "libsimdjson-dev", "Apache-2.0", "libsimdjson"),
    "libgit2": ("libgit2", "libgit2-dev", "GPL-2.0-only WITH GCC-exception-2.0", "libgit2"),
    "libarchive": ("libarchive", "libarchive-dev", "BSD-2-Clause", "libarchive"),
    "jemalloc": ("jemalloc", "libjemalloc-dev", "BSD-2-Clause", None),
    "sqlite": ("sqlite3", "libsqlite3-dev", "blessing", "libsqlite3"),
    "zlib": ("zlib", "zlib1g-dev", "Zlib", "libz"),
}
# What comes with every C++ program: the compiler's runtime and the C library.
RUNTIME = {
    "libstdc++": ("libstdc++", "libstdc++6", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    "libgcc_s": ("libgcc", "libgcc-s1", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    "libc": ("glibc", "libc6", "LGPL-2.1-or-later"),
    "libm": ("glibc", "libc6", "LGPL-2.1-or-later"),
    "ld-linux-x86-64": ("glibc", "libc6", "LGPL-2.1-or-later"),
    "ld-linux-aarch64": ("glibc", "libc6", "LGPL-2.1-or-later"),
}
GRAMMAR = {"tree-sitter": "MIT", "tree-sitter-python": "MIT"}


def package_version(package):
    done = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True, check=False)
    return done.stdout.strip() or None if done.returncode == 0 else None


def needed(binary):
    """Shared libraries that the binary asks for, without their versions."""
    done = subprocess.run(["readelf", "-dW", str(binary)], capture_output=True, text=True, check=True)
    return sorted({re.sub(r"\.so.*", "", name) for name in re.findall(r"NEEDED.*\[(.+?)\]", done.stdout)})


def component(name, version, licence, purl, kind="library", **more):
    found = {"type": kind, "bom-ref": purl, "name": name}
    if version:
        found["version"] = version
    known = " WITH " in licence and {"expression": licence} or {"license": {"id": licence}}
    return {**found, "licenses": [known], "purl": purl, **more}


def debian(name, package, licence):
    version = package_version(package)
    purl = f"pkg:deb/debian/{package}" + (f"@{version.replace(':', '%3A').replace('+', '%2B')}" if version else "")
    return component(name, version, licence, purl)


def linked_by_cmake():
    """Names that the layers of the top CMakeLists.txt use; those of Dependencies.cmake that are libraries."""
    text = (ROOT / "cmake" / "Dependencies.cmake").read_text(encoding="utf-8")
    names = set(re.findall(r"tracklint_(?:library|delayed)\((\w+)", text)) - {"threads", "dl"}
    layers = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    used = {word for line in re.findall(r"^tracklint_(?:layer|executable)\((.*)\)", layers, re.M) for word in line.replace("_delayed", "").split()}
    return sorted(name for name in names if name in used)


def bill(binary):
    version = re.search(r'kVersion = "([^"]+)"', (ROOT / "include/tracklint/version.h").read_text(encoding="utf-8"))[1]
    components = {}
    lock = json.loads((ROOT / "grammar" / "package-lock.json").read_text(encoding="utf-8"))
    for name, licence in GRAMMAR.items():
        entry = lock["packages"][f"node_modules/{name}"]
        algorithm, _, digest = entry["integrity"].partition("-")
        hashes = [{"alg": algorithm.upper().replace("SHA", "SHA-"), "content": base64.b64decode(digest).hex()}]
        components[name] = component(name, entry["version"], licence, f"pkg:npm/{name}@{entry['version']}", hashes=hashes)
    for name in linked_by_cmake():
        if name not in LIBRARIES:
            sys.exit(f"sbom: nothing is known about the library {name}: add it to {pathlib.Path(__file__).name} and to NOTICE")
        title, package, licence, _ = LIBRARIES[name]
        components[title] = debian(title, package, licence)
    shared = {library: title for title, _, _, library in LIBRARIES.values() if library}
    for library in needed(binary):
        if library in shared:
            continue
        if library not in RUNTIME:
            sys.exit(f"sbom: the binary needs {library}, of which nothing is known")
        title, package, licence = RUNTIME[library]
        components.setdefault(title, debian(title, package, licence))
    listed = [components[name] for name in sorted(components)]
    own = component("tracklint", version, "Apache-2.0", f"pkg:generic/tracklint@{version}", "application",
                    hashes=[{"alg": "SHA-256", "content": hashlib.sha256(pathlib.Path(binary).read_bytes()).hexdigest()}])
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([own, listed], sort_keys=True))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": own},
        "components": listed,
        "dependencies": [{"ref": own["bom-ref"], "dependsOn": [c["bom-ref"] for c in listed]}] + [{"ref": c["bom-ref"]} for c in listed],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path)
    options = parser.parse_args()
    text = json.dumps(bill(options.binary), indent=2) + "\n"
    if options.output:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
