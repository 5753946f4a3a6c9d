"""The JSON report of the program (schema tracklint-report/1) as typed, immutable objects."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any, Dict, Iterator, Optional, Tuple

_SCHEMA = "tracklint-report/1"
_ROWS = 50
_ORDER = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True)
class Edit:
    """Replace what stands between the two places by `content`. Lines and columns count from 1, columns in characters."""

    path: str
    cell: Optional[int]
    line: int
    column: int
    end_line: int
    end_column: int
    content: str


@dataclass(frozen=True)
class Fix:
    message: str
    applicability: str  # "safe" or "unsafe"
    edits: Tuple[Edit, ...]


@dataclass(frozen=True)
class Finding:
    """One problem. In notebooks `cell` counts all cells from 1 and `line` is that of the cell."""

    rule: str
    name: str
    level: str  # "error", "warning" or "note"
    message: str
    path: str
    cell: Optional[int]
    line: int
    column: int
    end_line: int
    end_column: int
    subject: Optional[str]
    run: Optional[str]
    help: Optional[str]
    fixes: Tuple[Fix, ...]
    fingerprint: str
    suppressed: bool

    @property
    def place(self) -> str:
        cell = "" if self.cell is None else f"cell {self.cell}:"
        return f"{self.path}:{cell}{self.line}:{self.column}"

    def __str__(self) -> str:
        return f"{self.place}: {self.rule} {self.message}"


@dataclass(frozen=True)
class FacetScore:
    """How much of one facet is recorded: `low` and `high` in [0, 1], `lost` in points of 100."""

    facet: str
    weight: float
    status: str
    low: float
    high: float
    lost: float
    reasons: Tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """The traceability score: between `low` and `high` of 100, apart by what the analysis cannot decide."""

    scored: bool
    reason: Optional[str]
    low: Optional[float]
    high: Optional[float]
    coverage: Optional[float]
    grade: Optional[str]
    level: Optional[str]
    headline: str
    facets: Tuple[FacetScore, ...]


@dataclass(frozen=True)
class ReportError:
    """A file that could not be read."""

    path: str
    message: str


@dataclass(frozen=True)
class Report:
    """What `tracklint.check` found. It can be iterated; a notebook displays it as a table."""

    version: str
    root: str
    findings: Tuple[Finding, ...]
    suppressed: Tuple[Finding, ...]
    score: Optional[Score]
    errors: Tuple[ReportError, ...]
    summary: Dict[str, Any]
    target_mlflow: str

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        """True, with or without findings: a report was made."""
        return True

    def __str__(self) -> str:
        lines = [str(finding) for finding in self.findings]
        if self.score is not None:
            lines.append(f"Traceability: {self.score.headline}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        ordered = sorted(self.findings, key=lambda finding: _ORDER.get(finding.level, 3))
        rows = "".join(
            f"<tr><td>{escape(finding.level)}</td><td>{escape(finding.rule)}</td>"
            f"<td style='text-align:left'><code>{escape(finding.place)}</code></td>"
            f"<td style='text-align:left'>{escape(finding.message)}</td></tr>"
            for finding in ordered[:_ROWS]
        )
        more = len(ordered) - _ROWS
        rest = f"<p>… and {more} more</p>" if more > 0 else ""
        score = "" if self.score is None else f"<p><b>Traceability:</b> {escape(self.score.headline)}</p>"
        if not rows:
            return f"{score}<p>No problems found.</p>"
        head = "<tr><th>level</th><th>rule</th><th>where</th><th>what</th></tr>"
        return f"{score}<table><thead>{head}</thead><tbody>{rows}</tbody></table>{rest}"

    @classmethod
    def _from_json(cls, document: Dict[str, Any]) -> Report:
        schema = document.get("schema")
        if schema != _SCHEMA:
            raise ValueError(f"the report's schema is {schema!r}, not {_SCHEMA!r}: does the program fit this package?")
        findings = [_finding(one) for one in document["findings"]]
        return cls(
            version=document["tool"]["version"],
            root=document["root"],
            findings=tuple(one for one in findings if not one.suppressed),
            suppressed=tuple(one for one in findings if one.suppressed),
            score=_score(document["score"]),
            errors=tuple(ReportError(one["path"], one["message"]) for one in document["errors"]),
            summary=document["summary"],
            target_mlflow=document["summary"]["target_mlflow"],
        )


def _edit(one: Dict[str, Any]) -> Edit:
    return Edit(**{name: one[name] for name in Edit.__dataclass_fields__})


def _fix(one: Dict[str, Any]) -> Fix:
    return Fix(one["message"], one["applicability"], tuple(_edit(edit) for edit in one["edits"]))


def _finding(one: Dict[str, Any]) -> Finding:
    values = {name: one[name] for name in Finding.__dataclass_fields__}
    values["fixes"] = tuple(_fix(fix) for fix in one["fixes"])
    return Finding(**values)


def _facet(one: Dict[str, Any]) -> FacetScore:
    values = {name: one[name] for name in FacetScore.__dataclass_fields__}
    values["reasons"] = tuple(one["reasons"])
    return FacetScore(**values)


def _score(one: Optional[Dict[str, Any]]) -> Optional[Score]:
    if one is None:
        return None
    values = {name: one[name] for name in Score.__dataclass_fields__}
    values["facets"] = tuple(_facet(facet) for facet in one["facets"])
    return Score(**values)
