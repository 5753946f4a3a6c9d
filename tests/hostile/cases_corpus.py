"""What corpus reads besides folders: archives, manifests, streams. Nothing may come out beside its place."""
import io
import json
import os
import stat
import tarfile
import zipfile
import zlib

from formats import COMMAND, MARKUP
from make import START, case

CODE = (START + "with mlflow.start_run():\n    mlflow.log_param('a', 1)\n").encode()
NAMES = ("../../outside/x.py", "/tmp/hostile-outside-x.py", "a/../../../outside/y.py", "./../outside/z.py", "..", "../", "/", "", ".", "a/./b.py", "a//b.py", "a.py/", "a.py/x.py", "a.py", "A.py", ".git/config", ".git/hooks/post-checkout", "x/.git/config", "C:\\x.py", "\\\\h\\x.py", "a\n::error::x.py", "\x1b[31m.py", f"<{MARKUP}>.py", "-rf.py", "=cmd.py", "a" * 300 + ".py", "d/" * 2000 + "x.py", "a\\..\\..\\b.py", "~/x.py", "nul\0x.py", "é.py", "e\u0301.py")


def tar(entries, mode="w"):
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode, format=tarfile.PAX_FORMAT) as archive:
        for name, content, *more in entries:
            info = tarfile.TarInfo(name)
            kind, target = more if more else (tarfile.REGTYPE, "")
            info.type, info.linkname = kind, target
            info.size = len(content) if kind == tarfile.REGTYPE else 0
            archive.addfile(info, io.BytesIO(content))
    return held.getvalue()


def zipped(entries, method=zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in entries:
            if isinstance(name, zipfile.ZipInfo):
                archive.writestr(name, content)
            else:
                info = zipfile.ZipInfo(name or ".")
                info.filename = name
                info.compress_type = method
                archive.writestr(info, content)
    return held.getvalue()


def archive_case(name, make, suffix):
    def build(folder):
        (folder / "a.py").write_bytes(CODE)
        (folder / f"x{suffix}").write_bytes(make())
        return {"corpus": {"paths": [f"x{suffix}"]}, "only corpus": True}
    build.__name__ = "archive_" + name
    case(build)


def linked(*links):
    return tar([("a.py", CODE)] + [(name, b"", tarfile.SYMTYPE, target) for name, target in links] + [("l/x.py", CODE), ("m/outside/x.py", CODE), ("n.py", CODE)])


def link_zip():
    info = zipfile.ZipInfo("l.py")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = zipfile.ZipInfo("l")
    out.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped([(info, "/etc/passwd"), (out, "../../outside"), ("l/x.py", CODE), ("a.py", CODE)])


def gzip_bomb(inner):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(inner) + packer.flush()


def tar_bomb():
    info = tarfile.TarInfo("a.py")
    info.size = 300 << 20
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1 << 22)
    return packer.compress(info.tobuf()) + b"".join(packer.compress(block) for _ in range((300 << 20) // len(block))) + packer.flush()


def says_wrong_size(size):
    info = tarfile.TarInfo("a.py")
    info.size = size
    return info.tobuf(format=tarfile.GNU_FORMAT) + CODE + bytes(1024)


for name, make, suffix in (
    ("paths_tar", lambda: tar([(n, CODE) for n in NAMES if n and "\0" not in n]), ".tar"), ("paths_zip", lambda: zipped([(n, CODE) for n in NAMES]), ".zip"), ("links_tar", lambda: linked(("l", "../../outside"), ("m", "../.."), ("n.py", "/etc/passwd"), ("o", "o"), ("p", "."), ("q/r", ".."), ("s", "\x1b[31m"), ("t.py", "/dev/zero"), ("u", "/"), ("v", "x" * 5000)), ".tar"), ("links_zip", link_zip, ".zip"), ("hard_links", lambda: tar([("a.py", CODE), ("b.py", b"", tarfile.LNKTYPE, "/etc/passwd"), ("c.py", b"", tarfile.LNKTYPE, "../../../outside"), ("d.py", b"", tarfile.LNKTYPE, "d.py")]), ".tar"), ("devices", lambda: tar([("a.py", CODE), ("b.py", b"", tarfile.CHRTYPE, ""), ("c.py", b"", tarfile.FIFOTYPE, ""), ("d.py", b"", tarfile.BLKTYPE, ""), ("e.py", b"", b"9", "")]), ".tar"), ("twice_the_same", lambda: tar([("a.py", CODE)] * 3 + [("a.py", b"", tarfile.SYMTYPE, "/etc/passwd"), ("a.py", CODE), ("a.py", b"", tarfile.DIRTYPE, ""), ("a.py/b.py", CODE)]), ".tar"),
    ("bomb_tar_gz", tar_bomb, ".tar.gz"), ("bomb_zip", lambda: zipped([("a.py", bytes(300 << 20))]), ".zip"), ("bomb_many_zip", lambda: zipped([(f"a{i}.py", bytes(4 << 20)) for i in range(60)]), ".zip"), ("bomb_in_bomb", lambda: gzip_bomb(gzip_bomb(bytes(200 << 20))), ".tar.gz"), ("bomb_of_entries", lambda: gzip_bomb(tar([(f"d{i % 50}/a{i}.txt", b"") for i in range(15000)])), ".tar.gz"), ("bomb_of_folders", lambda: gzip_bomb(tar([("/".join(str(j) for j in range(i)), b"", tarfile.DIRTYPE, "") for i in range(1, 800)])), ".tar.gz"), ("inside_itself", lambda: zipped([("a.zip", zipped([("a.zip", zipped([("a.py", CODE)]))])), ("a.tar", tar([("a.py", CODE)]))]), ".zip"),
    ("cut_tar_gz", lambda: gzip_bomb(tar([("a.py", CODE * 999)]))[:-40], ".tar.gz"), ("cut_zip", lambda: zipped([("a.py", CODE * 999)])[:-30], ".zip"), ("cut_zip_start", lambda: zipped([("a.py", CODE * 999)])[40:], ".zip"), ("changed_zip", lambda: zipped([("a.py", os.urandom(9999))]).replace(b"PK\x03\x04", b"PK\x03\x05"), ".zip"), ("size_huge", lambda: says_wrong_size(1 << 62), ".tar"), ("size_small", lambda: says_wrong_size(3), ".tar"), ("size_negative", lambda: says_wrong_size(1).replace(b"00000000001\0", b"\xff" * 12), ".tar"), ("zip_size_lie", lambda: zipped([("a.py", CODE)]).replace(len(CODE).to_bytes(4, "little"), b"\xff\xff\xff\x7f"), ".zip"), ("empty_tar", lambda: bytes(1024), ".tar"), ("empty_zip", lambda: zipped([]), ".zip"), ("empty_file", lambda: b"", ".tar.gz"), ("junk_tar", lambda: os.urandom(60000), ".tar"), ("junk_zip", lambda: b"PK\x03\x04" + os.urandom(60000), ".zip"), ("junk_7z", lambda: b"7z\xbc\xaf\x27\x1c\0\4" + b"\xff" * 6000, ".7z"), ("text_named_zip", lambda: b"hello", ".zip"), ("junk_xz", lambda: b"\xfd7zXZ\0" + os.urandom(6000), ".tar.xz"), ("junk_zst", lambda: b"\x28\xb5\x2f\xfd" + b"\xff" * 6000, ".tar.zst"), ("shell_script_as_filter", lambda: b"\x1f\xa1#!/bin/sh\ntouch EXECUTED\n", ".tar.lrz"),
    ("project_within", lambda: tar([("r/a.py", CODE), ("r/requirements.txt", b"-r ../../../../../etc/passwd\nmlflow\n"), ("r/tracklint.toml", b"extend='/etc/passwd'\n"), ("r/.gitignore", b"**/" * 999 + b"*\n"), ("r/.git/config", b"[core]\n\tfsmonitor = touch EXECUTED\n"), ("r/.git/HEAD", b"ref: x\n"), ("r/deep/" + "d/" * 300 + "b.py", CODE)]), ".tar"), ("hostile_code", lambda: tar([("r/a.py", b"import mlflow\nx = " + b"[" * 50000 + b"]" * 50000), ("r/b.ipynb", b'{"cells":' + b"[" * 100000), ("r/conda.yaml", b"[" * 50000), ("r/pyproject.toml", b"x=" + b"[" * 50000)]), ".tar"),
):
    archive_case(name, make, suffix)


def corpus_case(name, paths=None, stdin=b"", files=None):
    def build(folder):
        (folder / "a.py").write_bytes(CODE)
        for path, content in (files or {}).items():
            (folder / path).write_bytes(content)
        return {"corpus": {"paths": paths or ["-"], "stdin": stdin}, "only corpus": True}
    build.__name__ = "corpus_" + name
    case(build)


def lines(*objects):
    return b"".join((o if isinstance(o, bytes) else json.dumps(o).encode()) + b"\n" for o in objects)


for name, stdin in {
    "nothing": b"", "junk": bytes(range(256)) * 99, "blank_lines": b"\n" * 9999, "not_objects": lines(b"1", b"null", b"[]", b'"x"', b"{}", b"{", b"true", b"NaN"), "types": lines({"repo": 1, "path": 2, "content": 3}, {"repo": None}, {"repo": "x", "path": [], "content": {}}, {"repo": {"a": 1}, "archive": 1}, {"repo": "y", "folder": 7}, {"repo": "", "path": "", "content": ""}, {"repo": "z", "path": "a.py"}, {"repo": "w", "content": "x"}), "paths": lines(*({"repo": "r", "path": n, "content": CODE.decode()} for n in NAMES)), "names": lines(*({"repo": n, "path": "a.py", "content": CODE.decode()} for n in (*NAMES, "=cmd|' /C calc'!A0", "+1", "@x", f"x\r\n::error::{COMMAND}", "\u202ex", "a,b\"c", "\x1b[31m"))), "deep": b'{"repo":' + b"[" * 200000 + b"\n" + b'{"repo":"x","path":"a.py","content":"' + CODE.hex().encode() + b'"}\n', "no_line_end": b'{"repo":"x","path":"a.py","content":"import mlflow"}', "half_a_line": b'{"repo":"x","path":"a.py","cont', "long_line": b'{"repo":"x","path":"a.py","content":"' + b"x = 1\\n" * 3000000 + b'"}\n', "surrogates": b'{"repo":"\\ud800","path":"\\udfff.py","content":"import mlflow\\n\\ud83d"}\n', "not_utf_8": b'{"repo":"\xff\xfe","path":"\xff.py","content":"\xff"}\n', "back_again": lines(*({"repo": "ab"[i % 2], "path": f"{i}.py", "content": CODE.decode()} for i in range(2000))), "archives": lines({"repo": "a", "archive": "/etc/passwd"}, {"repo": "b", "archive": "/dev/zero"}, {"repo": "c", "archive": ""}, {"repo": "d", "archive": "../.."}, {"repo": "e", "folder": "/nowhere"}, {"repo": "f", "folder": "/dev/null"}, {"repo": "g", "archive": "http://x/y.zip"}, {"repo": "h", "folder": "-rf"}), "commits": lines({"repo": "a", "path": "a.py", "content": "import mlflow", "commit": "=x"}, {"repo": "b", "folder": ".", "commit": "-rf"}, {"repo": "c", "folder": ".", "commit": "HEAD~99999999999"}, {"repo": "d", "folder": ".", "commit": "x" * 9999}, {"repo": "e", "folder": ".", "commit": ["x"]}, {"repo": "f", "folder": ".", "commit": "../../x"}, {"repo": "g", "folder": ".", "commit": "@{" * 999}), "duplicate_keys": b'{"repo":"a","repo":"b","path":"x.py","path":"../../outside/x.py","content":"1","content":"import mlflow"}\n', "same_path": lines(*({"repo": "a", "path": p, "content": CODE.decode()} for p in ("a.py", "a.py", "a.py/b.py", "A.py", "./a.py", "b/../a.py"))),
}.items():
    corpus_case("stream_" + name, stdin=stdin)
for name, content in {
    "junk": bytes(range(256)) * 99, "empty": b"", "no_columns": b"a,b\n1,2\n", "odd_rows": b"name,path,commit\nx\nx,y,z,w\n\"open\n,,,\n\"a\"b,c\n", "paths": b"name,path\n" + b"".join(f"n{i},{p}\n".encode() for i, p in enumerate(("/etc/passwd", "/dev/zero", "-", "manifest.csv", "http://h/x", "~", "", "x" * 5000, "."))), "names": f"name,path\n=cmd(),.\n<{MARKUP}>,.\n\x1b[31m,.\n\"a\n::error::b\",.\n../../outside,.\n".encode(), "same_names": b"name,path\n" + b"x,.\n" * 50, "nul": b"name,path\nx\0,.\0\n", "utf_16": "name,path\nx,.\n".encode("utf-16"), "stars": b"name,path,stars\na,.,1e400\nb,.,-1\nc,.,nan\nd,.,99999999999999999999\ne,.,=x\n",
}.items():
    corpus_case("manifest_" + name, ["manifest.csv"], files={"manifest.csv": content})
    if name in ("junk", "empty"):
        corpus_case("manifest_lines_" + name, ["manifest.jsonl"], files={"manifest.jsonl": content})
