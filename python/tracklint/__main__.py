"""`python -m tracklint` is the program itself."""

from __future__ import annotations

import os
import subprocess
import sys

from ._binary import find_binary


def main() -> int:
    try:
        command = [find_binary(), *sys.argv[1:]]
    except FileNotFoundError as error:
        print(f"tracklint: {error}", file=sys.stderr)
        return 2
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
