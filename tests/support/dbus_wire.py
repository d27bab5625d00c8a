"""A caller on a message bus, by the wire format of the D-Bus specification: a process for each call takes too long.

Only what tests of assistive programs need: calls with an answer, and signals that are kept until one looks at them.
"""

from __future__ import annotations

import os
import re
import socket
import struct
import time

PLAIN = {"y": "B", "n": "h", "q": "H", "i": "i", "u": "I", "b": "I", "x": "q", "t": "Q", "d": "d"}
ALIGNED = {"y": 1, "n": 2, "q": 2, "x": 8, "t": 8, "d": 8, "(": 8, "{": 8, "g": 1, "v": 1}
CALL, ANSWER, ERROR, SIGNAL = 1, 2, 3, 4
PATH, INTERFACE, MEMBER, ERROR_NAME, REPLY_TO, DESTINATION, SENDER, SIGNATURE = range(1, 9)
LIMIT_S = 30.0


class RefusedError(Exception):
    """The other side gave an error, or is no longer there."""


def types_of(signature):
    """Cut a signature into its whole types."""
    found, at = [], 0
    while at < len(signature):
        end = at
        while signature[end] == "a":
            end += 1
        if signature[end] in "({":
            depth = 0
            while True:
                depth += (signature[end] in "({") - (signature[end] in ")}")
                if not depth:
                    break
                end += 1
        found.append(signature[at : end + 1])
        at = end + 1
    return found


class Writer:
    """Bytes of a message."""

    def __init__(self):
        self.data = bytearray()

    def align(self, by):
        self.data += bytes(-len(self.data) % by)

    def put(self, kind, value):
        first = kind[0]
        self.align(ALIGNED.get(first, 4))
        if first in PLAIN:
            self.data += struct.pack("<" + PLAIN[first], value)
        elif first in "sog":
            raw = value.encode()
            self.data += struct.pack("<B" if first == "g" else "<I", len(raw)) + raw + b"\0"
        elif first == "v":
            self.put("g", value[0])
            self.put(*value)
        elif first == "a":
            length_at = len(self.data)
            self.data += bytes(4)
            self.align(ALIGNED.get(kind[1], 4))
            start = len(self.data)
            for each in value:
                self.put(kind[1:], each)
            struct.pack_into("<I", self.data, length_at, len(self.data) - start)
        else:
            for part, each in zip(types_of(kind[1:-1]), value, strict=True):
                self.put(part, each)


class Reader:
    """Values of a message."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def at_fields(self):
        self.at = 12
        return self

    def take(self, kind):
        first = kind[0]
        self.at += -self.at % ALIGNED.get(first, 4)
        if first in PLAIN:
            (value,) = struct.unpack_from("<" + PLAIN[first], self.data, self.at)
            self.at += struct.calcsize(PLAIN[first])
            return bool(value) if first == "b" else value
        if first in "sog":
            length = self.take("y" if first == "g" else "u")
            value = self.data[self.at : self.at + length].decode()
            self.at += length + 1
            return value
        if first == "v":
            return self.take(self.take("g"))
        if first == "a":
            end = self.take("u")
            self.at += -self.at % ALIGNED.get(kind[1], 4)
            end += self.at
            values = []
            while self.at < end:
                values.append(self.take(kind[1:]))
            return dict(values) if kind[1] == "{" else values
        return tuple(self.take(part) for part in types_of(kind[1:-1]))


class Bus:
    """A connection to a message bus."""

    def __init__(self, address):
        where = re.search(r"unix:(path|abstract)=([^,;]+)", address)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(LIMIT_S)
        self._socket.connect(where[2] if where[1] == "path" else "\0" + where[2])
        self._serial, self.signals = 0, []
        self._socket.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        told = b""
        while not told.endswith(b"\r\n"):
            told += self._socket.recv(1024)
        assert told.startswith(b"OK"), told
        self._socket.sendall(b"BEGIN\r\n")
        self.name = self.ask("Hello")

    def close(self):
        self._socket.close()

    def ask(self, method, signature="", *values):
        """Ask the bus itself."""
        told = self.call(("org.freedesktop.DBus", "/org/freedesktop/DBus"), "org.freedesktop.DBus", method, signature,
                         *values)  # fmt: skip
        return told[0] if told else None

    def call(self, whom, interface, method, signature="", *values):
        """Call a method of `whom`, a bus name and a path; gives what it answers."""
        self._serial += 1
        serial = self._serial
        self._send(serial, whom, (interface, method), (signature, values))
        while True:
            kind, fields, told = self._read()
            if fields.get(REPLY_TO) != serial:
                continue
            if kind == ERROR:
                raise RefusedError(f"{interface}.{method}: {fields.get(ERROR_NAME)} {told}")
            return told

    def look(self, seconds=0.0):
        """Take in what has come for so long; gives all signals since the last look: member, path, values."""
        until = time.monotonic() + seconds
        while True:
            self._socket.settimeout(max(until - time.monotonic(), 0.001))
            try:
                self._socket.recv(1, socket.MSG_PEEK)
            except (TimeoutError, BlockingIOError):
                break
            finally:
                self._socket.settimeout(LIMIT_S)
            self._read()
        found, self.signals = self.signals, []
        return found

    def _send(self, serial, whom, what, arguments):
        (interface, method), (signature, values) = what, arguments
        body = Writer()
        for kind, value in zip(types_of(signature), values, strict=True):
            body.put(kind, value)
        fields = [(PATH, ("o", whom[1])), (INTERFACE, ("s", interface)), (MEMBER, ("s", method)),
                  (DESTINATION, ("s", whom[0]))]  # fmt: skip
        if signature:
            fields.append((SIGNATURE, ("g", signature)))
        head = Writer()
        head.data += struct.pack("<cBBBII", b"l", CALL, 0, 1, len(body.data), serial)
        head.put("a(yv)", fields)
        head.align(8)
        self._socket.sendall(bytes(head.data + body.data))

    def _exactly(self, length):
        data = bytearray()
        while len(data) < length:
            more = self._socket.recv(length - len(data))
            if not more:
                raise RefusedError("the bus has gone")
            data += more
        return bytes(data)

    def _read(self):
        start = self._exactly(16)
        _order, kind, _flags, _version, body, _serial, fields = struct.unpack("<cBBBIII", start)
        rest = self._exactly(fields + -fields % 8 + body)
        found = dict(Reader(start + rest).at_fields().take("a(yv)"))
        values = Reader(rest[fields + -fields % 8 :])
        told = tuple(values.take(each) for each in types_of(found.get(SIGNATURE, "")))
        if kind == SIGNAL:
            self.signals.append((found[MEMBER], found[PATH], told))
        return kind, found, told
