"""build.py TRACKLINT OUT: makes the pages for mkdocs in OUT: those of this folder, and those that the program writes.

Generated are the rules and the configuration; a fenced block `run` holds a command of tracklint that is run in
examples/ and is replaced by itself and its output. So no page can say what the program does not do.
"""

import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples"
FAMILIES = {
    "tool": "About the analysis", "runs": "Runs", "params": "Parameters", "metrics": "Metrics", "data": "Data",
    "randomness": "Randomness", "environment": "Environment", "models": "Models", "project": "Project",
    "tracking": "Tracking",
}  # fmt: skip


def output_of(binary, arguments, folder=EXAMPLES):
    done = subprocess.run([binary, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode > 1:
        sys.exit(f"docs: tracklint {shlex.join(arguments)} failed:\n{done.stderr.decode()}")
    return done.stdout.decode()


def run_blocks(binary, text):
    def result(match):
        blocks = []
        for line in match[1].strip().splitlines():
            program, *arguments = shlex.split(line)
            if program != "tracklint":
                sys.exit(f"docs: a run block may call tracklint only, not {program}")
            extra = ["--isolated", "--no-cache"] if arguments[0] in ("check", "score", "facts", "badge") else []
            blocks.append(f"$ {line}\n{output_of(binary, arguments + extra).rstrip()}")
        return "```console\n" + "\n\n".join(blocks) + "\n```"

    return re.sub(r"^```run\n(.*?)^```$", result, text, flags=re.M | re.S)


def rules(binary, out):
    """A page a rule, and one that lists them all. Returns the pages for the navigation."""
    (out / "rules").mkdir()
    listed = json.loads(output_of(binary, ["rule", "--all", "--output-format", "json"]))
    lines = ["# Rules", ""]
    pages = []
    for family, title in FAMILIES.items():
        of_family = [rule for rule in listed if rule["family"] == family]
        if not of_family:
            continue
        lines += [f"## {title}", "", "| rule | level | by default | fix | what it reports |", "|---|---|---|---|---|"]
        for rule in of_family:
            page = f"{rule['id'].lower()}.md"
            (out / "rules" / page).write_text(output_of(binary, ["rule", rule["id"]]), encoding="utf-8")
            summary = rule["summary"].replace("|", "\\|")
            lines.append(
                f"| [{rule['id']}]({page}) `{rule['name']}` | {rule['level']} | {'on' if rule['on'] else 'off'} "
                f"| {rule['fix']} | {summary} |"
            )
            pages.append(f"rules/{page}")
        lines.append("")
    unknown = {rule["family"] for rule in listed} - set(FAMILIES)
    if unknown:
        sys.exit(f"docs: build.py knows no title for {unknown}")
    (out / "rules" / "index.md").write_text("\n".join(lines), encoding="utf-8")
    return pages


def configuration(binary, out):
    keys = json.loads(output_of(binary, ["config", "--isolated", "--output-format", "json"]))["keys"]
    lines = [
        "# Configuration",
        "",
        "The keys stand under `[tool.tracklint]` in `pyproject.toml`, or in `tracklint.toml` or `.tracklint.toml`. The",
        "closest file holds; nothing is merged, but `extend` names a file to start from. `--config KEY=VALUE` overrides a",
        "key. An unknown key is an error. `tracklint config` tells which values hold and where they come from, and",
        "`tracklint config --schema` prints the JSON Schema for editors.",
        "",
        "| key | value | meaning |",
        "|---|---|---|",
    ]
    for key in keys:
        default = f" (default `{key['value']}`)" if key["value"] and "default" not in key["about"] else ""
        cells = [f"`{key['key']}`", key["type"], key["about"] + default]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    (out / "configuration.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    binary, out = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    shutil.rmtree(out / "pages", ignore_errors=True)
    pages = out / "pages"
    pages.mkdir(parents=True)
    for page in sorted(HERE.glob("*.md")):
        (pages / page.name).write_text(run_blocks(binary, page.read_text(encoding="utf-8")), encoding="utf-8")
    rule_pages = rules(binary, pages)
    configuration(binary, pages)
    navigation = [
        {"Quick start": "index.md"},
        {"Rules": ["rules/index.md", *rule_pages]},
        {"Configuration": "configuration.md"},
        {"Score": "score.md"},
        {"Facts": "facts.md"},
        {"CI and badge": "ci.md"},
        {"Editors": "editors.md"},
        {"Python": "python.md"},
        {"Comparing runs": "compare.md"},
        {"Many repositories": "corpus.md"},
        {"Reproducing experiments": "reproduce.md"},
        {"Comparison": "comparison.md"},
        {"Project": ["design.md", "performance.md", "options.md", "fuzzing.md"]},
    ]
    listed = {page for entry in navigation for value in entry.values() for page in ([value] if isinstance(value, str) else value)}
    others = sorted(p.relative_to(pages).as_posix() for p in pages.rglob("*.md"))
    navigation[-1]["Project"] += [page for page in others if page not in listed]
    # JSON is YAML; the navigation is all that is not in docs/mkdocs.yml.
    settings = (HERE / "mkdocs.yml").read_text(encoding="utf-8").replace("../build/docs/", "")
    (out / "mkdocs.yml").write_text(settings + "nav: " + json.dumps(navigation) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
