#!/usr/bin/env python3
"""Tables of a corpus run as Parquet: every cell is that of the CSV; the queries of docs/corpus.md say the same of both.

    parquet_test.py TRACKLINT PYTHON      PYTHON has pyarrow and duckdb (77, skipped: it has not)
"""

import csv
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(SOURCE / "python"), str(SOURCE / "tests" / "bench")]


def outside(binary, python):
    reason = None
    if not os.path.exists(python):
        reason = f"{python} is not there (./dev extras makes it)"
    elif subprocess.run([python, "-c", "import pyarrow, duckdb"], capture_output=True, check=False).returncode != 0:
        reason = f"{python} has no pyarrow or no duckdb (./dev extras installs them)"
    if reason is not None:
        print("skipped: " + reason)
        return 77
    return subprocess.run([python, "-B", __file__, binary, python, "inside"], check=False).returncode


def text(value):
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def equal(cell, value):
    return float(cell) == value if isinstance(value, float) else cell == text(value)


def compare(folder, names):
    import pyarrow as pa
    import pyarrow.parquet as parquet

    cells = 0
    for path in names:
        with open(folder / (path.stem + ".csv"), newline="", encoding="utf-8") as lines:
            rows = list(csv.reader(lines))
        table = parquet.read_table(path)
        assert table.column_names == rows[0], path
        assert table.num_rows == len(rows) - 1, path
        for i, name in enumerate(rows[0]):
            column = table.column(name)
            for row, value in zip(rows[1:], column.to_pylist()):
                assert equal(row[i], value), (path.name, name, row[i], value)
                cells += 1
            numeric = all(re.fullmatch(r"-?[0-9.]+(e-?\d+)?", row[i]) for row in rows[1:] if row[i])
            filled = any(row[i] for row in rows[1:])
            if filled and numeric and not re.search("commit|date|version|fingerprint|repo", name):
                assert not pa.types.is_string(column.type), (path.name, name, "holds numbers, and is a text")
    return cells


def queries(folder):
    import duckdb

    page = (SOURCE / "docs" / "corpus.md").read_text(encoding="utf-8")
    statements = [one for block in re.findall(r"```sql\n(.*?)```", page, re.S) for one in block.split(";") if one.strip()]
    assert len(statements) >= 4
    for statement in statements:
        asked = statement.replace("'results/", f"'{folder}/")
        answer = duckdb.sql(asked).fetchall()
        assert answer, statement
        assert answer == duckdb.sql(asked.replace(".parquet'", ".csv'")).fetchall(), statement
    return len(statements)


def inside(binary):
    from synthetic_corpus import repository
    from tracklint.parquet import convert, main

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for index in range(60):
            owner, _, files = repository(3, index)
            for path, content in files.items():
                place = folder / "repositories" / owner / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(content, encoding="utf-8")
        (folder / "manifest.csv").write_text(
            "name,path,stars\n"
            + "".join(f"{p.parent.name}/{p.name},{p},7\n" for p in sorted((folder / "repositories").glob("*/*")))
            + '"odd, ""name""\nof two lines",nowhere,\n'
        )
        subprocess.run([binary, "corpus", folder / "manifest.csv", "-o", folder / "results", "--quiet"], check=True)
        written = convert(folder / "results")
        assert len(written) == 9, written
        cells = compare(folder / "results", written)
        assert main([str(folder / "results"), "-o", str(folder / "elsewhere")]) == 0
        assert main([str(folder / "nowhere")]) == 2
        print(f"{len(written)} tables, {cells} cells equal, {queries(folder / 'results')} queries")
    return 0


if __name__ == "__main__":
    sys.exit(inside(sys.argv[1]) if sys.argv[3:] else outside(sys.argv[1], sys.argv[2]))
