"""A small language client: starts the server and speaks the protocol with it."""

import json
import os
import subprocess


class Client:
    def __init__(self, binary, folder, capabilities=None, arguments=("--isolated",)):
        self.folder = folder
        self.process = subprocess.Popen(
            [binary, "server", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        self.last_id = 0
        self.notes = []  # notifications and requests of the server, in order
        self.capabilities = self.request(
            "initialize",
            {
                "processId": os.getpid(),
                "workspaceFolders": [{"uri": self.uri(""), "name": "test"}],
                "capabilities": capabilities or {},
            },
        )["capabilities"]
        self.notify("initialized", {})

    def uri(self, name):
        path = os.path.realpath(os.path.join(self.folder, name)) if name else os.path.realpath(self.folder)
        return "file://" + path

    def send_bytes(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def receive(self):
        length = None
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise EOFError("the server has ended")
            if line == b"\r\n":
                break
            name, value = line.decode().split(":")
            if name == "Content-Length":
                length = int(value)
        return json.loads(self.process.stdout.read(length))

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.last_id += 1
        self.send({"id": self.last_id, "method": method, "params": params})
        return self.last_id

    def answer(self, wanted):
        while True:
            message = self.receive()
            if message.get("id") == wanted and "method" not in message:
                return message
            self.notes.append(message)

    def request(self, method, params):
        message = self.answer(self.ask(method, params))
        if "error" in message:
            raise RuntimeError(message["error"])
        return message["result"]

    def wait(self, method, fits=lambda params: True):
        """The first notification of that name that fits."""
        while True:
            for i, note in enumerate(self.notes):
                if note.get("method") == method and fits(note.get("params", {})):
                    del self.notes[: i + 1]
                    return note.get("params", {})
            self.notes.append(self.receive())

    def open(self, name, text, version=1, language="python"):
        document = {"uri": self.uri(name), "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, name, version, *changes):
        document = {"uri": self.uri(name), "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    def published(self, name, version=None):
        params = self.wait(
            "textDocument/publishDiagnostics",
            lambda p: p["uri"] == self.uri(name) and (version is None or p.get("version") == version),
        )
        return params["diagnostics"]

    def pull(self, name, previous=None):
        params = {"textDocument": {"uri": self.uri(name)}}
        if previous:
            params["previousResultId"] = previous
        return self.request("textDocument/diagnostic", params)

    def actions(self, name, diagnostic):
        return self.request(
            "textDocument/codeAction",
            {
                "textDocument": {"uri": self.uri(name)},
                "range": diagnostic["range"],
                "context": {"diagnostics": [diagnostic]},
            },
        )

    def close(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        self.process.stdin.close()
        code = self.process.wait(timeout=20)
        self.process.stdout.close()
        return code


def units(text, character):
    """Index in `text` of a column in UTF-16 units."""
    return len(text.encode("utf-16-le")[: 2 * character].decode("utf-16-le"))


def apply(text, edits):
    """A text after the edits of one file, columns in UTF-16 units."""
    lines = text.split("\n")

    def offset(position):
        line = position["line"]
        return sum(len(one) + 1 for one in lines[:line]) + units(lines[line], position["character"])

    places = [(offset(e["range"]["start"]), offset(e["range"]["end"]), e["newText"]) for e in edits]
    for begin, end, new in sorted(places, reverse=True):
        text = text[:begin] + new + text[end:]
    return text
