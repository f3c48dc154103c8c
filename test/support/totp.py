"""What an authenticator app shows (RFC 6238), from the text that a person would type into it."""
import base64
import hashlib
import hmac
import struct
import time


def code(secret, ahead=0, at=None):
    """The code of now, or of so many steps of 30 s ahead."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    step = int((time.time() if at is None else at) // 30) + ahead
    mac = hmac.new(key, struct.pack(">q", step), hashlib.sha1).digest()
    offset = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
