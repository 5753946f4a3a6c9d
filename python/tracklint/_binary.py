"""Where the program is that belongs to this package."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig


def find_binary() -> str:
    """The path of the program `tracklint`. `TRACKLINT_BINARY` names another one.

    Raises FileNotFoundError where there is none.
    """
    named = os.environ.get("TRACKLINT_BINARY")
    if named:
        return named
    name = "tracklint" + (sysconfig.get_config_var("EXE") or "")
    schemes = [sysconfig.get_default_scheme() if sys.version_info >= (3, 10) else None]
    if os.name == "posix":
        schemes.append("posix_user")
    folders = [
        sysconfig.get_path("scripts", scheme) if scheme else sysconfig.get_path("scripts") for scheme in schemes
    ]
    # `pip install --target DIR` and `--prefix`, and build environments of pip.
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    folders.append(os.path.join(here, "bin"))
    folders.append(os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(here))), "bin"))
    for folder in folders:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    found = shutil.which(name)
    if found:
        return found
    raise FileNotFoundError("the program `tracklint` is neither beside this package nor on the PATH")
