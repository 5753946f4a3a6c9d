"""What a folder may hold besides ordinary files: links, devices, names, permissions, git repositories made by others."""
import os
import pathlib
import socket
import stat
import subprocess

from formats import COMMAND, MARKUP, OUTSIDE, SECRET
from make import START, add, case, size

CODE = START + "mlflow.start_run()\nmlflow.log_param('a', 1)\n"


def fifo(place):
    os.mkfifo(place)


def unix_socket(place):
    here = os.getcwd()  # such an address has few bytes
    with socket.socket(socket.AF_UNIX) as made:
        try:
            os.close(os.open(place.parent, os.O_RDONLY))
            made.bind(str(place) if len(str(place)) < 100 else os.path.relpath(place, here))
        except OSError:
            pass


def link(target):
    return lambda place: place.symlink_to(target)


def folder(place):
    place.mkdir()


def sparse(bytes_):
    def make(place):
        with place.open("wb") as file:
            file.write(CODE.encode())
            file.truncate(bytes_)
    return make


for name, files in {
    "fifos": {"train.py": fifo, "a.ipynb": fifo, "requirements.txt": fifo, "pyproject.toml": fifo, "Dockerfile": fifo, "conda.yaml": fifo, "MLproject": fifo, ".gitignore": fifo, "tracklint.toml": fifo, "c.yaml": fifo, "setup.py": fifo, ".env": fifo, "uv.lock": fifo},
    "fifos_behind_links": {"f": fifo, "train.py": link("f"), "requirements.txt": link("f"), ".gitignore": link("f"), ".git/info/exclude": link("../../f"), ".git/HEAD": link("../f"), ".git/config": link("../f"), ".git/index": link("../f"), "pyproject.toml": link("f"), "tracklint.toml": link("f"), "conda.yaml": link("f"), "c.yaml": link("f")},
    "sockets": {"train.py": unix_socket, "requirements.txt": unix_socket}, "devices_behind_links": {"train.py": link("/dev/zero"), "a.ipynb": link("/dev/urandom"), "requirements.txt": link("/dev/zero"), ".gitignore": link("/dev/zero"), "pyproject.toml": link("/dev/stdin"), "conda.yaml": link("/dev/tty"), "Dockerfile": link("/proc/kmsg"), "MLproject": link("/proc/self/mem"), "uv.lock": link("/dev/full"), "x": link("/proc"), "y": link("/sys"), "z": link("/dev")},
    "folders_named_as_files": {"a.py": folder, "b.ipynb": folder, "requirements.txt": folder, "pyproject.toml": folder, "Dockerfile": folder, "MLproject": folder, "conda.yaml": folder, ".git": folder, ".gitignore": folder, "tracklint.toml": folder, "mlruns": folder, "x.py/x.py/x.py": CODE},
    "links_in_a_circle": {"a.py": link("b.py"), "b.py": link("a.py"), "c.py": link("c.py"), "d": link("d"), "e": link("."), "f/g": link(".."), "f/h": link("../f"), "i/j": link("../k"), "k/l": link("../i"), "train.py": CODE, "requirements.txt": link("requirements.txt")},
    "links_outside": {"train.py": CODE, "passwd.py": link("/etc/passwd"), "requirements.txt": link("/etc/passwd"), "conda.yaml": link("/etc/passwd"), "up": link("../../.."), "root": link("/"), "etc": link("/etc"), ".env": link("/etc/passwd"), "a.ipynb": link("/etc/passwd"), ".gitignore": link("/etc/passwd"), "tracklint.toml": link("/etc/passwd"), "nothing.py": link("/nowhere/x.py"), "long.py": link("x/" * 1000 + "y")},
    "link_chain": {"train.py": CODE, "l0.py": link("train.py"), **{f"l{i}.py": link(f"l{i - 1}.py") for i in range(1, 100)}}, "many_links": {"t.py": CODE, **{f"x/l{i}.py": link("../t.py") for i in range(2000)}}, "sparse_python": {"train.py": sparse(200 << 20), "b.py": CODE}, "sparse_of_a_terabyte": {"train.py": sparse(1 << 40), "b.py": CODE}, "sparse_others": {"a.py": CODE, **{name: sparse(300 << 20) for name in ("a.ipynb", "requirements.txt", "pyproject.toml", "conda.yaml", "Dockerfile", "MLproject", ".gitignore", "uv.lock", "poetry.lock", "c.yaml", ".env", "Pipfile.lock", "dvc.lock", ".git/index", ".git/HEAD", ".git/config", ".git/packed-refs", ".github/workflows/a.yml")}},
    "just_below_the_limit": {"a.py": CODE + "# " + "x" * (20 * 1024 * 1024 - 200) + "\n", "b.py": (CODE + "y = [1, 2, (3, 4), {5: 6}]\n" * size(400000))}, "deep_folders": {"a/" * 300 + "t.py": CODE, "b/" * 900 + "requirements.txt": "mlflow\n"}, "many_folders": {f"d{i}/t.py": "x = 1\n" for i in range(size(16000))}, "many_files": {f"t{i}.py": CODE for i in range(size(8000))}, "no_files": {"x": ""},
    "names_of_options": {"-rf.py": CODE, "--output-file=EXECUTED.py": CODE, "-.py": CODE, "--.py": CODE, "-": CODE, "@a.py": CODE, "+x.py": CODE, "=cmd.py": CODE, "-rf/-x.py": CODE, "a.py": CODE, "$(touch EXECUTED).py": CODE, "`touch EXECUTED`.py": CODE, ";touch EXECUTED;.py": CODE, "~.py": CODE, "*.py": CODE, "?.py": CODE, "{a,b}.py": CODE, "!a.py": CODE, "#a.py": CODE, "C:\\a.py": CODE, "a b.py": CODE, " .py": CODE, "a%0Ab.py": CODE, "a'b\"c.py": CODE, "...py": CODE, "....": CODE, "a.py.": CODE, "NUL.py": CODE},
    "names_of_lines": {f"a\n::error::{COMMAND}.py": CODE, f"::error file=x,line=1::{COMMAND}.py": CODE, f"a\r\n##vso[task.complete]{COMMAND}.py": CODE, f"##vso[task.complete]{COMMAND}.py": CODE, "\n\n\n.py": CODE, f"a\n::add-mask::b/{COMMAND}.ipynb": "x", "a:1:2: MLF101.py": CODE, "a,b;c]d.py": CODE, "a|b`c.py": CODE, "\n": CODE, "x\ny/requirements.txt": "=x\n", "x\ny/a.py": CODE},
    "names_of_terminals": {"\x1b[31m.py": CODE, "\x1b]0;x\x07.py": CODE, "a\x7f\x08\x08.py": CODE, "\u202efdp.py": CODE, "\u2066x\u2069.py": CODE, "\x9b31m.py": CODE, "\u200b.py": CODE, "\ufeff.py": CODE, "\x01\x02.py": CODE, "\x1b[2J/requirements.txt": "-r x\n", "\x1b[2J/a.ipynb": "x", "\u2028.py": CODE, "\x1b[2J/MLproject": "["},
    "names_of_markup": {f"<{MARKUP}>.py": CODE, f"\"><{MARKUP} onload=x>.py": CODE, "&lt;&#60;.py": CODE, "]]>.py": CODE, f"<!--<{MARKUP}>.py": CODE, f"<{MARKUP}><x>.ipynb": "{", "'.py": CODE, "a&b.py": CODE, f"<{MARKUP}>.ipynb/MLproject": "["},
    "names_that_normalise": {"é.py": CODE, "e\u0301.py": CODE, "ﬁ.py": CODE, "fi.py": CODE, "A.py": CODE, "a.py": CODE, "ı.py": CODE, "İ.py": CODE, "ß.py": CODE, "SS.py": CODE, "a.PY": CODE, "a.pY": CODE, "🎉.py": CODE, "a" * 252 + ".py": CODE},
}.items():
    add("files_" + name, files)


@case
def names_of_bytes(folder):
    for name in (b"\xff\xfe.py", b"a\xc0\xaf.py", b"\x80/x.py", b"\xed\xa0\x80.py", b"\xff/requirements.txt", b"\xf0\x9f.ipynb", b"<\xff>.py", b"\xff\n::error::x.py"):
        place = os.path.join(os.fsencode(folder), name)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as file:
            file.write(CODE.encode() + b"import numpy\n")


@case
def names_on_the_command_line(folder):
    (folder / "a.py").write_text(CODE)
    return {"paths": ["a.py", "./a.py", ".//././a.py", "", "-x", "--help", "nowhere\n::error::x", "\x1b[31m", "/dev/null", "/dev/zero", "/proc/self/mem", "/proc/self/fd", "a.py/", "x" * 5000, "..", "\udcff\udcfe.py", f"<{MARKUP}>"]}


@case
def nothing_may_be_read(folder):
    for path in ("a.py", "requirements.txt", "pyproject.toml", ".gitignore", "d/b.py", "e/c.py", "conda.yaml"):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(CODE)
        (folder / path).chmod(0)
    (folder / "d").chmod(0)
    (folder / "e").chmod(stat.S_IXUSR)


@case
def device_files(folder):
    (folder / "a.py").write_text(CODE)
    for name, number in (("train.py", (1, 5)), ("requirements.txt", (1, 8)), ("conda.yaml", (5, 0)), ("b.ipynb", (1, 3))):
        try:
            os.mknod(folder / name, 0o666 | stat.S_IFCHR, os.makedev(*number))
        except PermissionError:
            pass


@case
def files_outside_are_not_read(folder):
    (folder.parent / "outside.txt").write_text(OUTSIDE + "==1\n")
    (folder.parent / "outside.yaml").write_text(f"a: {OUTSIDE}\nname: {OUTSIDE}\n")
    (folder / "a.py").write_text(CODE + "import yaml\nmlflow.log_params(yaml.safe_load(open('../outside.yaml')))\nmlflow.log_params(yaml.safe_load(open('l.yaml')))\n")
    (folder / "l.yaml").symlink_to("../outside.yaml")
    (folder / "requirements.txt").write_text("-r ../outside.txt\n-r l.txt\nmlflow\n")
    (folder / "l.txt").symlink_to("../outside.txt")
    (folder / "MLproject").write_text("conda_env: ../outside.yaml\nentry_points: {main: {command: 'python a.py'}}\n")


# --- git -----------------------------------------------------------------------------------------------------------


def git(folder, *arguments):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.hooksPath=/dev/null", "-c", "init.defaultBranch=main", *arguments], cwd=folder, check=True, capture_output=True)


def repository(folder):
    (folder / "a.py").write_text(CODE)
    (folder / "requirements.txt").write_text("mlflow==2.1\n")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")
    (folder / "a.py").write_text(CODE + "mlflow.log_param('b', 2)\n")


def git_case(name, change, check=True):
    def build(folder):
        repository(folder)
        change(folder / ".git", folder)
        return {"check": ["--changed-since", "HEAD"] if check == "changed" else [], "corpus": {"paths": ["."]}, "environment": {"GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}}
    build.__name__ = "git_" + name
    case(build)


def put(path, content):
    def change(dot_git, folder):
        place = dot_git / path
        if place.is_file() or place.is_symlink():
            place.chmod(0o644)
            place.unlink()
        place.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(place)
        else:
            place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return change


def every_object(content):
    def change(dot_git, folder):
        for place in list((dot_git / "objects").rglob("*")):
            if place.is_file():
                place.chmod(0o644)
                data = place.read_bytes()
                place.write_bytes(content(data))
    return change


def executing(dot_git, folder):
    """Everything git may be told to run."""
    script = folder / "run.sh"
    script.write_text("#!/bin/sh\ntouch " + str(folder / "EXECUTED") + "\n")
    script.chmod(0o755)
    for hook in ("post-checkout", "post-index-change", "pre-commit", "fsmonitor-watchman", "reference-transaction", "post-update"):
        (dot_git / "hooks").mkdir(exist_ok=True)
        (dot_git / "hooks" / hook).write_text(script.read_text())
        (dot_git / "hooks" / hook).chmod(0o755)
    with (dot_git / "config").open("a") as config:
        config.write(f"[core]\n\tfsmonitor = {script}\n\tsshCommand = {script}\n\tpager = {script}\n\teditor = {script}\n\thooksPath = {dot_git}/hooks\n\tgitProxy = {script}\n\taskPass = {script}\n\talternateRefsCommand = {script}\n[diff]\n\texternal = {script}\n[filter \"x\"]\n\tclean = {script}\n\tsmudge = {script}\n\tprocess = {script}\n\trequired = true\n[diff \"x\"]\n\ttextconv = {script}\n\tcommand = {script}\n[merge \"x\"]\n\tdriver = {script}\n[credential]\n\thelper = !{script}\n[gpg]\n\tprogram = {script}\n[uploadpack]\n\tpackObjectsHook = {script}\n[include]\n\tpath = {script}\n[alias]\n\tstatus = !{script}\n[remote \"origin\"]\n\turl = ext::{script}\n\tuploadpack = {script}\n\tpromisor = true\n[extensions]\n\tpartialClone = origin\n")
    (folder / ".gitattributes").write_text("* filter=x diff=x merge=x\n")
    (folder / ".git" / "info").mkdir(exist_ok=True)
    (folder / ".git" / "info" / "attributes").write_text("* filter=x diff=x merge=x\n")


for name, change in {
    "executing": executing, "head_empty": put("HEAD", ""), "head_junk": put("HEAD", bytes(range(256))), "head_of_itself": put("HEAD", "ref: HEAD\n"), "head_outside": put("HEAD", "ref: ../../../../../../etc/passwd\n"), "head_long": put("HEAD", "ref: refs/heads/" + "a/" * 50000 + "\n"), "head_zeros": put("HEAD", "0" * 40 + "\n"), "head_unborn": put("HEAD", "ref: refs/heads/none\n"), "head_markup": put("HEAD", f"ref: refs/heads/<{MARKUP}>\x1b[31m\n::error::x\n"), "head_fifo": put("HEAD", fifo), "head_folder": put("HEAD", folder), "refs_in_a_circle": lambda g, f: [put("refs/heads/main", "ref: refs/heads/b\n")(g, f), put("refs/heads/b", "ref: refs/heads/main\n")(g, f)], "objects_gone": lambda g, f: subprocess.run(["rm", "-rf", g / "objects"], check=True), "objects_empty": every_object(lambda d: b""), "objects_cut": every_object(lambda d: d[: len(d) // 2]), "objects_changed": every_object(lambda d: d[:5] + bytes([d[5] ^ 255]) + d[6:] if len(d) > 6 else d), "objects_junk": every_object(lambda d: os.urandom(50)), "index_junk": put("index", os.urandom(5000)), "index_cut": lambda g, f: (g / "index").write_bytes((g / "index").read_bytes()[:40]), "index_says_many": lambda g, f: (g / "index").write_bytes((g / "index").read_bytes()[:8] + b"\xff\xff\xff\xff" + (g / "index").read_bytes()[12:]), "index_fifo": put("index", fifo), "index_empty": put("index", ""),
    "config_junk": put("config", bytes(range(256)) * 10), "config_includes_itself": put("config", "[include]\n\tpath = config\n[includeIf \"gitdir:/\"]\n\tpath = config\n"), "config_includes_device": put("config", "[include]\n\tpath = /dev/zero\n"), "config_includes_fifo": lambda g, f: [os.mkfifo(g / "ff"), put("config", "[include]\n\tpath = ff\n")(g, f)], "config_huge": put("config", "[a]\n" + "b = c\n" * 200000), "config_version": put("config", "[core]\n\trepositoryformatversion = 99\n[extensions]\n\tobjectFormat = sha256\n\tworktreeConfig = true\n"), "config_worktree_outside": put("config", "[core]\n\tworktree = /\n\tbare = false\n"), "config_bare_and_tree": put("config", "[core]\n\tbare = true\n\tworktree = ..\n"), "config_secret": put("config", f"[remote \"origin\"]\n\turl = https://u:{SECRET}@h/x.git\n\tpushurl = https://oauth2:{SECRET}@h/x\n"), "alternates_outside": put("objects/info/alternates", "/etc\n../../../../..\n/dev/zero\nobjects\n.\n"), "alternates_many": put("objects/info/alternates", "".join(f"/x{i}\n" for i in range(50000))), "packed_refs_junk": put("packed-refs", bytes(range(256)) * 400), "packed_refs_many": put("packed-refs", "".join(f"{'a' * 40} refs/heads/b{i}\n" for i in range(100000))), "commondir_outside": put("commondir", "../../../../../../\n"), "commondir_itself": put("commondir", ".\n"), "gitdir_of_itself": lambda g, f: [subprocess.run(["rm", "-rf", g], check=True), (f / ".git").write_text("gitdir: .git\n")], "gitdir_outside": lambda g, f: [subprocess.run(["rm", "-rf", g], check=True), (f / ".git").write_text("gitdir: /etc\n")], "gitdir_chain": lambda g, f: [subprocess.run(["rm", "-rf", g], check=True), (f / ".git").write_text("gitdir: x\n"), (f / "x").write_text("gitdir: .git\n")], "gitdir_device": lambda g, f: [subprocess.run(["rm", "-rf", g], check=True), (f / ".git").symlink_to("/dev/zero")], "gitdir_junk": lambda g, f: [subprocess.run(["rm", "-rf", g], check=True), (f / ".git").write_bytes(bytes(range(256)) * 99)], "git_is_a_fifo": lambda g, f: [subprocess.run(["rm", "-rf", g], check=True), os.mkfifo(f / ".git")], "submodule_of_itself": lambda g, f: (f / ".gitmodules").write_text("[submodule \"x\"]\n\tpath = .\n\turl = .\n[submodule \"../../x\"]\n\tpath = ../../x\n\turl = -u./EXECUTED\n"), "shallow_junk": put("shallow", "x" * 10000), "pack_junk": lambda g, f: [put("objects/pack/pack-" + "a" * 40 + ".pack", os.urandom(9999))(g, f), put("objects/pack/pack-" + "a" * 40 + ".idx", b"\xfftOc\0\0\0\2" + b"\xff" * 9999)(g, f)], "logs_junk": put("logs/HEAD", bytes(range(256)) * 999), "lock_left": lambda g, f: [put("index.lock", "")(g, f), put("HEAD.lock", "")(g, f), put("config.lock", "")(g, f)],
}.items():
    git_case(name, change)
    if name in ("executing", "objects_cut", "index_junk", "head_junk", "objects_gone"):
        git_case(name + "_since", change, "changed")


@case
def git_tree_of_strange_names(folder):
    """Trees with names that git itself would not write."""
    repository(folder)

    def stored(kind, data):
        return subprocess.run(["git", "hash-object", "-t", kind, "--literally", "-w", "--stdin"], input=data, cwd=folder, check=True, capture_output=True).stdout.decode().strip()

    blob = bytes.fromhex(stored("blob", CODE.encode()))
    passwd = bytes.fromhex(stored("blob", b"/etc/passwd"))
    tree = b"".join(mode + b" " + name + b"\0" + sha for mode, name, sha in ((b"100644", b"../../outside/x.py", blob), (b"100644", b"/outside.py", blob), (b"100644", b".git/config", blob), (b"100644", b"..", blob), (b"100644", b"", blob), (b"100644", b"a\n::error::x.py", blob), (b"120000", b"l.py", passwd), (b"100644", b"\xff.py", blob), (b"160000", b"sub", blob), (b"777777", b"m.py", blob), (b"40000", b"t", blob), (b"100644", b"a.py", blob), (b"100644", b"a.py", blob)))
    commit = stored("commit", b"tree " + stored("tree", tree).encode() + b"\nauthor a <a@b> 99999999999999999999 +9999\ncommitter \x1b[31m <\n> x y\n\n")
    (folder / ".git" / "refs" / "heads" / "main").write_text(commit + "\n")
    for path in ("a.py", "requirements.txt"):
        (folder / path).unlink()
    return {"corpus": {"paths": ["."]}}


@case
def git_deep_trees(folder):
    repository(folder)

    def stored(kind, data):
        return subprocess.run(["git", "hash-object", "-t", kind, "--literally", "-w", "--stdin"], input=data, cwd=folder, check=True, capture_output=True).stdout.decode().strip()

    tree = b"100644 a.py\0" + bytes.fromhex(stored("blob", CODE.encode()))
    for _ in range(60):  # 2 to the power of 60 files
        below = bytes.fromhex(stored("tree", tree))
        tree = b"40000 a\0" + below + b"40000 b\0" + below
    commit = stored("commit", b"tree " + stored("tree", tree).encode() + b"\nauthor a <a@b> 1 +0000\ncommitter a <a@b> 1 +0000\n\nx\n")
    (folder / ".git" / "refs" / "heads" / "main").write_text(commit + "\n")
    return {"corpus": {"paths": [str(pathlib.Path(".git"))]}}
