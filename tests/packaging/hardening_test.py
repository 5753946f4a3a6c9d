#!/usr/bin/env python3
"""hardening_test.py BINARY [CONFIGURATION]: what the compiler and the linker were asked for is in the program."""

import pathlib
import platform
import re
import shutil
import subprocess
import sys


def readelf(*arguments):
    return subprocess.run(["readelf", "-W", *arguments], capture_output=True, text=True, check=True).stdout


def main():
    binary, configuration = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "Release"
    if not shutil.which("readelf") or not sys.platform.startswith("linux"):
        print("skipped: no readelf, or not Linux")
        return 77
    header, segments, dynamic = readelf("-h", binary), readelf("-l", binary), readelf("-d", binary)
    symbols, notes = readelf("--dyn-syms", binary), readelf("-n", binary)
    stack = re.search(r"GNU_STACK\s.*?\s(R?W?E?)\s+0x?\d*\s*$", segments, re.M)
    checks = {
        "position-independent executable": re.search(r"Type:\s+DYN", header) and "INTERP" in segments and re.search(r"FLAGS_1.*PIE", dynamic),
        "relocations are read-only": "GNU_RELRO" in segments,
        "bound at start": re.search(r"BIND_NOW|FLAGS_1.*NOW", dynamic),
        "the stack is not executable": stack and "E" not in stack[1],
        "no segment is writable and executable": not re.search(r"LOAD\s.*\sRWE\s", segments),
        "no relocations in the code": "TEXTREL" not in dynamic,
        "no search path for libraries": not re.search(r"\((RPATH|RUNPATH)\)", dynamic),
        "stack protector": "__stack_chk_fail" in symbols,
    }
    if configuration == "Release":
        checks["checked library functions"] = re.search(r"__(memcpy|snprintf|vsnprintf|read|memset|strcpy|fread|memmove)_chk\b", symbols)
    if platform.machine() == "x86_64":
        # The C runtime of Debian 12 lacks the mark, which takes it from the whole program: then the code tells.
        landings = pathlib.Path(binary).read_bytes().count(b"\xf3\x0f\x1e\xfa")  # endbr64
        checks["control-flow protection"] = ("IBT" in notes and "SHSTK" in notes) or landings > 1000
    failed = [name for name, holds in checks.items() if not holds]
    for name in failed:
        print(f"missing: {name}")
    print(f"{len(checks) - len(failed)} of {len(checks)} hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
