"""A worker whose reading can be poisoned: a text that begins with one of these words does what it says.

Only tests start it; the worker that users start has no such words.
"""

import os
import signal
import time

import msgspec

from entente.bulk import worker
from entente.model.record import Described, Engine, Record
from entente.reading.inputs import Given


def read(given: Given, gate: bool) -> bytes:
    word = given.text.split()[0]
    if word == "KILL":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "SLEEP":
        time.sleep(3600)
    if word == "SWELL":
        bytearray(10**11)
    if word == "RAISE":
        raise ValueError("no luck")
    if word == "SLOW":
        time.sleep(0.02)
    if word == "AWAY":
        return b"t"
    described = Described(id=given.id, language=None, title=None, published=None, publisher=None, url=None, sha256="0")
    return b"r" + msgspec.json.encode(worker.Row(given.text, Record(document=described, engine=Engine(version="0"))))


if __name__ == "__main__":
    worker.main(read)
