"""Unpacks the Python sources of one downloaded package: usage: unpack.py FOLDER PACKAGE TARGET"""
import pathlib
import re
import sys
import tarfile
import zipfile

folder, package, target = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])


def same(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(name):
    return name.endswith((".py", ".pyi", "/top_level.txt", "/METADATA", "/RECORD"))


for path in sorted(folder.iterdir()):
    if not same(path.name).startswith(same(package) + "-"):
        continue
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if wanted(name):
                    archive.extract(name, target)
    else:
        with tarfile.open(path) as archive:
            for member in archive.getmembers():
                inner = member.name.split("/", 1)[-1]
                if member.isfile() and wanted("/" + inner):
                    member.name = inner
                    archive.extract(member, target, filter="data")
