"""What is kept of secrets that others carry (cookies, links, codes): a hash that they can be known again by."""

import hashlib


def token_hash(token: str) -> str:
    """Hash a long random string. A plain hash will do: there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()
