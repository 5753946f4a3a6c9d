"""What MLflow will record, and what will be missing, told from Python.

>>> import tracklint
>>> report = tracklint.check("src", select=["MLF2"])
>>> report.score.headline
>>> [finding for finding in report if finding.level == "error"]

The analysis is that of the program `tracklint`, which this package brings along; nothing of the code is executed.
"""

from __future__ import annotations

import json
import subprocess
from os import PathLike, fspath
from typing import Iterable, Optional, Union

from ._binary import find_binary
from ._report import Edit, FacetScore, Finding, Fix, Report, ReportError, Score

__all__ = [
    "Edit",
    "FacetScore",
    "Finding",
    "Fix",
    "Report",
    "ReportError",
    "Score",
    "TracklintError",
    "check",
    "find_binary",
]

StrPath = Union[str, "PathLike[str]"]


class TracklintError(RuntimeError):
    """The program could not do what it was asked; the text is what it said."""


def check(
    path: Union[StrPath, Iterable[StrPath]] = ".",
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    config: Optional[StrPath] = None,
    isolated: bool = False,
    preview: bool = False,
    target_mlflow: Optional[str] = None,
    timeout: Optional[float] = None,
) -> Report:
    """Checks files and folders and returns the report.

    path: one file or folder, or several.
    select, ignore, extend_select: rules by id, prefix (`MLF2`) or name, as on the command line.
    config: a configuration file; without it the closest one holds, with `isolated` none does.
    timeout: seconds after which `subprocess.TimeoutExpired` is raised.

    Raises TracklintError for wrong arguments and configurations. Files that cannot be read are in `Report.errors`.
    """
    paths = [fspath(path)] if isinstance(path, (str, PathLike)) else [fspath(one) for one in path]
    command = [find_binary(), "check", "--output-format", "json", "--exit-zero", "--quiet"]
    for option, rules in (("--select", select), ("--ignore", ignore), ("--extend-select", extend_select)):
        names = [rules] if isinstance(rules, str) else list(rules)
        if names:
            command += [option, ",".join(names)]
    if config is not None:
        command += ["--config", fspath(config)]
    if isolated:
        command.append("--isolated")
    if preview:
        command.append("--preview")
    if target_mlflow is not None:
        command += ["--target-mlflow", target_mlflow]
    command += ["--", *paths]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout, check=False)
    try:
        document = json.loads(done.stdout)
    except ValueError:
        told = done.stderr.decode("utf-8", "replace").strip()
        raise TracklintError(told or f"tracklint ended with code {done.returncode}") from None
    return Report._from_json(document)
