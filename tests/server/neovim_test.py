"""A real editor, neovim without a screen: it gets diagnostics and applies a fix. 77 (skipped) where it is absent."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

TRAIN = """\
import mlflow
from sklearn.linear_model import Ridge

with mlflow.start_run():
    Ridge(alpha=0.3).fit(x, y)
"""


def main():
    editor = shutil.which("nvim")
    if editor is None:
        print("skipped: there is no nvim")
        return 77
    script = pathlib.Path(__file__).with_name("editor.lua")
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        (pathlib.Path(folder) / "train.py").write_text(TRAIN)
        home = {name: folder for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
        command = [editor, "--headless", "--clean", "-n", "-c", f"luafile {script}"]
        done = subprocess.run(
            command,
            env={**os.environ, **home, "TRACKLINT_FOLDER": folder},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
    try:
        told = json.loads(done.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        print("neovim said:", done.stdout, done.stderr)
        return 1
    good = (
        "MLF201" in told.get("before", [])
        and told.get("applied") == "MLF201: log `alpha`"
        and told.get("gone")
        and '    mlflow.log_param("alpha", 0.3)' in told["text"]
    )
    print("neovim:", json.dumps(told, indent=1))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
