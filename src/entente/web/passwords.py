"""Passwords as salted scrypt hashes (RFC 7914), from the standard library.

The cost stands in the hash, so that it can be raised and older hashes still agree. One check takes about a quarter of a
second and 32 MB.
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import b64decode, b64encode

from entente.errors import BadField

COST, BLOCK, LANES = 2**15, 8, 3
MEMORY_BYTES = 64 * 2**20
LEAST, MOST = 12, 1000
"""Characters of a password: length is what counts (NIST SP 800-63B), so no kinds of characters are asked for."""


def hashed(password: str) -> str:
    """The hash to keep; raises `BadField` for a password that is too short or too long."""
    if not LEAST <= len(password) <= MOST:
        raise BadField(f"a password has {LEAST} to {MOST} characters; several words do well")
    salt = secrets.token_bytes(16)
    return "$".join(("scrypt", str(COST), str(BLOCK), str(LANES), _text(salt), _text(_key(password, salt))))


def agrees(password: str, kept: str) -> bool:
    """Whether a password is the one that was hashed, in a time that does not depend on where they differ."""
    _, cost, block, lanes, salt, key = kept.split("$")
    made = _key(password[: MOST + 1], b64decode(salt), int(cost), int(block), int(lanes))
    return secrets.compare_digest(made, b64decode(key))


def _key(password: str, salt: bytes, cost: int = COST, block: int = BLOCK, lanes: int = LANES) -> bytes:
    secret = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=salt, n=cost, r=block, p=lanes, maxmem=MEMORY_BYTES, dklen=32)


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")
