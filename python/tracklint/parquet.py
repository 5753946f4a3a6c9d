"""The tables of a corpus run as Parquet: `python -m tracklint.parquet DIR [-o DIR]` (needs pyarrow: `tracklint[parquet]`).

Every CSV table becomes a file of the same name beside it, in pieces, so that memory does not grow with the corpus. The
types are fixed by the columns' names, not guessed from the first rows, so files of several runs fit each other.
"""

from __future__ import annotations

import argparse
import sys
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Dict, List, Optional, Union

__all__ = ["convert", "main"]

StrPath = Union[str, "PathLike[str]"]

_BOOLEANS = frozenset("scored uses_mlflow runs autolog manual_logging metrics_only registry aliases stages".split())
_COUNTS = frozenset(
    "python_files read_files read_notebooks read_bytes syntax_errors unreadable_files scopes findings stars line column "
    "cell n yes unknown owners reached_t2".split()
)
_NUMBERS = frozenset(
    "low high coverage rate wilson_low wilson_high bounds_low bounds_high design_effect owners_low owners_high min q1 median "
    "q3 max statistic p p_holm size effect_size seconds peak_kib".split()
)


def _type_of(table: str, column: str) -> Any:
    import pyarrow as pa

    if column in _BOOLEANS:
        return pa.bool_()
    if column == "level":  # of a score, or of a finding
        return pa.string() if table == "findings" else pa.int64()
    # How often a rule was broken.
    if column in _COUNTS or (column.startswith("MLF") and column[3:].isdigit()):
        return pa.int64()
    if column in _NUMBERS or column.endswith(("_low", "_high")):
        return pa.float64()
    return pa.string()


def convert(folder: StrPath, output: Optional[StrPath] = None) -> List[Path]:
    """Writes the tables of the result folder `folder` as Parquet to `output` (default: beside them); returns the files.

    Raises FileNotFoundError where the folder holds no tables, and ImportError without pyarrow.
    """
    import pyarrow as pa
    import pyarrow.csv as reader
    import pyarrow.parquet as writer

    source = Path(fspath(folder))
    tables = sorted(source.glob("*.csv"))
    if not tables:
        raise FileNotFoundError(f"{source}: no tables (*.csv) of `tracklint corpus`")
    target = source if output is None else Path(fspath(output))
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for table in tables:
        with open(table, encoding="utf-8", newline="") as lines:
            header = lines.readline().rstrip("\n").split(",")
        types: Dict[str, Any] = {name: _type_of(table.stem, name) for name in header}
        options = reader.ConvertOptions(
            column_types=types, null_values=[""], strings_can_be_null=True, true_values=["true"], false_values=["false"]
        )
        shape = reader.ParseOptions(newlines_in_values=True)
        path = target / (table.stem + ".parquet")
        part = path.with_suffix(".part")
        with reader.open_csv(table, parse_options=shape, convert_options=options) as batches:
            with writer.ParquetWriter(part, batches.schema, compression="zstd") as out:
                for batch in batches:
                    out.write_table(pa.Table.from_batches([batch]))
        part.replace(path)
        written.append(path)
    return written


def main(arguments: Optional[List[str]] = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tracklint.parquet", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", help="results of `tracklint corpus` or `tracklint merge`")
    parser.add_argument("-o", "--output-dir", help="where the files go (default: beside the tables)")
    options = parser.parse_args(arguments)
    try:
        written = convert(options.folder, options.output_dir)
    except ImportError as error:
        print(f"tracklint.parquet: {error}; it comes with `pip install tracklint[parquet]`", file=sys.stderr)
        return 2
    except (OSError, ValueError) as error:
        print(f"tracklint.parquet: {error}", file=sys.stderr)
        return 2
    for path in written:
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
