"""What every output must be, whatever the analysed files hold.

problems(format, bytes) names what is wrong with an output of that format; [] when nothing is.
"""
import csv
import html.parser
import io
import json
import re
import xml.etree.ElementTree

# What the cases hide in their files: no output may show it.
SECRET = "Kx9SeCrEtVaLuE7"
OUTSIDE = "line-of-a-file-that-is-not-of-the-project"
MARKUP = "hostile-markup"
COMMAND = "hostile-command"

CHECK_FORMATS = ("full", "concise", "json", "json-lines", "sarif", "github", "gitlab", "junit", "rdjson", "azure",
                 "checkstyle", "markdown", "html", "csv")

# Characters that make a terminal do or show something else, as text: controls, C1 controls, bidirectional overrides.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def lines(text):
    """Lines as services and terminals see them: str.splitlines knows more ends of a line."""
    return re.split("\r\n|\n|\r", text.removesuffix("\n")) if text else []


def only_finite(word):
    raise ValueError(word + " is not JSON")


def parse_json(text):
    return json.loads(text, parse_constant=only_finite)


def is_json(text):
    parse_json(text)


def is_json_lines(text):
    for line in lines(text):
        if not isinstance(parse_json(line), dict):
            raise ValueError("a line is no object")


def is_xml(text):
    root = xml.etree.ElementTree.fromstring(text.encode())
    allowed = {"testsuites", "testsuite", "testcase", "failure", "checkstyle", "file", "error"}
    for element in root.iter():
        if element.tag not in allowed:
            raise ValueError(f"element <{element.tag}>")


class Page(html.parser.HTMLParser):
    """Only tags that the page is made of, closed in their order, no script, no handler, no address outside."""
    TAGS = {"html", "head", "meta", "title", "style", "body", "input", "main", "h1", "h2", "h3", "p", "span", "label",
            "details", "summary", "article", "a", "code", "pre", "small", "ul", "ol", "li", "table", "thead", "tbody", "tr",
            "th", "td", "div", "b", "i", "strong", "em", "svg", "rect", "title", "meter", "dl", "dt", "dd", "br", "section", "figure",
            "figcaption", "line", "text", "circle", "path", "g", "polyline", "caption"}
    EMPTY = {"meta", "input", "br", "rect", "line", "circle", "path", "polyline"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack = []
        self.wrong = []

    def handle_starttag(self, tag, attributes):
        if tag not in self.TAGS:
            self.wrong.append(f"tag <{tag}>")
        for name, value in attributes:
            if name.startswith("on") or MARKUP in name or MARKUP in (value or ""):
                self.wrong.append(f"attribute {name} of <{tag}>")
            if name in ("href", "src") and not re.match(r"#|figures/\w+\.csv$", value or ""):
                self.wrong.append(f"address {value}")
        if tag not in self.EMPTY:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in self.EMPTY:
            self.stack.pop()

    def handle_endtag(self, tag):
        if tag in self.EMPTY:
            return
        optional = {"p", "li", "tr", "td", "th", "dt", "dd", "thead", "tbody"}
        while self.stack and self.stack[-1] != tag and self.stack[-1] in optional:
            self.stack.pop()
        if not self.stack or self.stack.pop() != tag:
            self.wrong.append(f"</{tag}> that closes nothing")

    def handle_comment(self, data):
        self.wrong.append("a comment")


def is_page(text):
    page = Page()
    page.feed(text)
    page.close()
    if page.stack:
        page.wrong.append(f"<{page.stack[-1]}> is never closed")
    if page.wrong:
        raise ValueError("; ".join(page.wrong[:3]))


def is_table(text):
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    for row in rows:
        if len(row) != len(rows[0]):
            raise ValueError(f"{len(row)} columns instead of {len(rows[0])}")
        for cell in row:
            if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", cell):
                raise ValueError(f"a spreadsheet would compute {cell[:40]!r}")


def is_github(text):
    for line in lines(text):
        if not re.fullmatch(r"::(error|warning|notice) title=[^:,]*(,file=[^:,]*,line=\d+,col=\d+,endLine=\d+,endColumn=\d+)?::.*", line):
            raise ValueError(f"no workflow command: {line[:80]!r}")


def is_azure(text):
    for line in lines(text):
        if not re.fullmatch(r"##vso\[task\.logissue type=(error|warning);sourcepath=[^;\]]*;linenumber=\d+;columnnumber=\d+;code=MLF\d+;\].*", line):
            raise ValueError(f"no logging command: {line[:80]!r}")


def is_markdown(text):
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        # A pipe is escaped by an odd number of backslashes before it.
        columns = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in table.splitlines()}
        if len(columns) > 1:
            raise ValueError(f"rows of {sorted(columns)} columns")
    if re.search("<[a-zA-Z/!]", text):
        raise ValueError("HTML in the text")


def is_text(text):
    """No line looks like a command to the service that reads a log."""
    for line in lines(text):
        if re.match(r"\s*::", line) or re.search(r"##(vso)?\[", line, re.IGNORECASE):
            raise ValueError(f"a line that a CI service obeys: {line[:80]!r}")


SHAPES = {"json": is_json, "sarif": is_json, "gitlab": is_json, "rdjson": is_json, "badge": is_json, "json-lines": is_json_lines,
          "junit": is_xml, "checkstyle": is_xml, "html": is_page, "csv": is_table, "github": is_github, "azure": is_azure,
          "markdown": is_markdown, "full": is_text, "concise": is_text, "text": is_text,
          "stderr": is_text}


def problems(name, data):
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return [f"{name} is not UTF-8: {error.reason} at {error.start}"]
    found = []
    if bad := UNSAFE.search(text):
        found.append(f"{name} has the raw character U+{ord(bad.group()):04X}: {text[max(0, bad.start() - 30):bad.start() + 10]!r}")
    if SECRET in text:
        at = text.index(SECRET)
        found.append(f"{name} shows a secret: {text[max(0, at - 60):at + 20]!r}")
    if OUTSIDE in text or "root:x:0:0" in text:
        found.append(f"{name} shows a file from outside the project")
    if MARKUP in text and name in ("html", "markdown") and re.search(f"<[^>]*{MARKUP}", text):
        found.append(f"{name} has a tag of the analysed code")
    try:
        SHAPES[name](text)
        if name not in ("github", "azure"):
            is_text(text)
    except (ValueError, RecursionError, csv.Error, xml.etree.ElementTree.ParseError) as error:
        found.append(f"{name} is not valid: {error}")
    return found
