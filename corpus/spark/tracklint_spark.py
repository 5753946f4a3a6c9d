#!/usr/bin/env python3
"""Scores a corpus on a Spark cluster: every partition is piped through `tracklint corpus - --stream`.

    spark-submit tracklint_spark.py INPUT... --output DIR [--partitions N] [--binary FILE [--ship]] [-- OPTIONS]

INPUT are JSON lines as `tracklint corpus -` reads them ({"repo", "path", "content"}, {"repo", "folder"} or {"repo",
"archive"}, each with or without "commit"), or, with --format parquet, tables with these columns. The records go to
DIR/part-*, one a line, in the order of the input; `tracklint merge DIR/part-* -o RESULTS` makes the tables, statistics
and the report of them.
"""

import argparse
import json
import os
import re
import stat
import subprocess
import sys
import threading
import zlib

LINE = re.compile(r"line (\d+)")


def name_of(line, number):
    """What keeps the lines of a repository together; a line that names none is on its own."""
    try:
        name = json.loads(line)["repo"]
    except (ValueError, TypeError, KeyError):
        name = None
    return name if isinstance(name, str) and name else f"line {number}"


class Pipe:
    """One process of the program for a partition: a thread feeds it, its records are read as they come."""

    def __init__(self, command, rows):
        self.rows = rows  # ((name, number), line), sorted
        self.first = {}  # number of the first line of each repository
        self.numbers = []  # of the lines that were sent
        self.failure = None
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def feed(self):
        try:
            with self.process.stdin as out:
                for (name, number), line in self.rows:
                    self.first.setdefault(name, number)
                    self.numbers.append(number)
                    out.write(line.encode("utf-8", "surrogatepass") + b"\n")
        except BrokenPipeError:
            pass  # its exit code tells why
        except BaseException as error:  # of the rows: the task has to fail with it
            self.failure = error
            self.process.kill()

    def placed(self, text):
        """The number of the line that a record belongs to, and the record. Lines that the program refuses are called
        by their number in the partition; here they get the one that they have in the whole input."""
        record = json.loads(text)
        name = record["repo"]
        local = LINE.fullmatch(name)
        if local and record["error"] and record["error"].startswith(name + ": "):
            number = self.numbers[int(local[1]) - 1]
            record["repo"] = f"line {number}"
            record["error"] = record["repo"] + record["error"][len(name):]
            return number, json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        return self.first[name], text

    def records(self):
        feeder = threading.Thread(target=self.feed, daemon=True)
        feeder.start()
        try:
            with self.process.stdout as lines:
                for text in lines:
                    yield self.placed(text.decode("utf-8").rstrip("\n"))
            feeder.join()
            if self.failure is not None:
                raise self.failure
            if self.process.wait() != 0:
                raise RuntimeError(f"tracklint ended with code {self.process.returncode}; see the log of the executor")
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()


def program(binary, shipped):
    if not shipped:
        return binary
    from pyspark import SparkFiles

    path = SparkFiles.get(os.path.basename(binary))
    os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
    return path


def score(lines, binary="tracklint", options=(), partitions=None, shipped=False):
    """lines: an RDD of JSON lines. Returns an RDD of records in the order in which repositories first appear."""
    from pyspark import StorageLevel

    context = lines.context
    partitions = partitions or max(lines.getNumPartitions(), context.defaultParallelism)

    def run(rows):
        # One repository at a time: Spark starts as many tasks as there are cores.
        command = [program(binary, shipped), "corpus", "-", "--stream", "--quiet", "--jobs", "1", *options]
        return Pipe(command, rows).records()

    numbered = lines.zipWithIndex().map(lambda pair: ((name_of(pair[0], pair[1] + 1), pair[1] + 1), pair[0]))
    together = numbered.repartitionAndSortWithinPartitions(
        partitions, partitionFunc=lambda key: zlib.crc32(key[0].encode("utf-8", "surrogatepass"))
    )
    # Kept, since sorting reads twice and an analysis should be done once.
    records = together.mapPartitions(run).persist(StorageLevel.DISK_ONLY)
    return records.sortByKey(numPartitions=partitions).values()


def main(arguments):
    own, extra = arguments, []
    if "--" in arguments:
        own, extra = arguments[: arguments.index("--")], arguments[arguments.index("--") + 1 :]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="file, folder or pattern that Spark can read")
    parser.add_argument("--output", required=True, metavar="DIR", help="that does not exist yet")
    parser.add_argument("--format", choices=("jsonl", "parquet"), default="jsonl")
    parser.add_argument("--partitions", type=int, help="tasks (default: as many as the input has parts, or cores)")
    parser.add_argument("--binary", default="tracklint", help="the program on the executors (default: on their PATH)")
    parser.add_argument("--ship", action="store_true", help="send the file --binary from here to the executors")
    options = parser.parse_args(own)

    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("tracklint corpus").getOrCreate()
    if options.ship:
        spark.sparkContext.addFile(options.binary)
    if options.format == "parquet":
        lines = spark.read.parquet(*options.inputs).toJSON()
    else:
        lines = spark.sparkContext.textFile(",".join(options.inputs), options.partitions)
    score(lines, options.binary, extra, options.partitions, options.ship).saveAsTextFile(options.output)
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
