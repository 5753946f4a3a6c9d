"""Writing and checking the data files of analyzer/knowledge/data: one entry a line, sorted by key, no escapes."""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "analyzer" / "knowledge" / "data"


def clean(text):
    """Text that needs no JSON escape: the program reads the bytes between the quotes as they are."""
    text = " ".join(str(text).split())
    return text.replace("\\", "/").replace('"', "'").encode("ascii", "replace").decode("ascii")


def render(entries):
    """entries: name -> text, or name -> {field: text or bool}; fields that are empty or False are left out."""
    lines = []
    for key in sorted(entries, key=lambda k: k.encode()):
        value = entries[key]
        if isinstance(value, dict):
            parts = []
            for field, text in value.items():
                if text is True:
                    parts.append(f'"{field}":true')
                elif text not in (None, False, ""):
                    parts.append(f'"{field}":"{clean(text)}"')
            lines.append(f'"{clean(key)}": {{{",".join(parts)}}}')
        else:
            lines.append(f'"{clean(key)}": "{clean(value)}"')
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    json.loads(text)
    return text


class Output:
    """Collects files; writes them, or with check compares them with what is committed."""

    def __init__(self, check):
        self.check = check
        self.different = []
        self.names = set()

    def put(self, name, entries):
        self.names.add(name)
        path = DATA / name
        text = render(entries)
        old = path.read_text(encoding="utf-8") if path.exists() else None
        if old == text:
            return
        self.different.append(name)
        if self.check:
            print(f"{name}: differs from what the generator gives", file=sys.stderr)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {name}: {len(entries)} entries, {len(text)} bytes")

    def finish(self):
        """Files that no generator gives any more are removed."""
        for path in sorted(DATA.rglob("*.json")):
            name = path.relative_to(DATA).as_posix()
            if name not in self.names:
                self.different.append(name)
                if self.check:
                    print(f"{name}: no generator gives this file", file=sys.stderr)
                else:
                    path.unlink()
                    print(f"removed {name}")
