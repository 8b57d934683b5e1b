"""The store's own signing key is made once."""

from concurrent.futures import ThreadPoolExecutor

from trainer.store import Store, open_store, signing_key


def test_the_key_is_made_once(store: Store, url: str) -> None:
    """Many threads on two stores that ask at once, and whoever comes later, get the same key of 32 bytes."""
    with open_store(url) as other, ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(signing_key, [store, other] * 8))
    with open_store(url) as later:
        keys.add(signing_key(later))
    assert len(keys) == 1
    assert len(keys.pop()) == 32


def test_every_store_has_its_own_key(store: Store, tmp_path: object) -> None:
    """Two stores do not share a key."""
    with open_store(f"sqlite:///{tmp_path}/another.db") as another:
        assert signing_key(store) != signing_key(another)
