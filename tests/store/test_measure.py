"""An append is cheap enough to stand on the path of every turn."""

from trainer.store import Store

from .measure import append_cost


def test_an_append_costs_under_a_millisecond_of_cpu(store: Store) -> None:
    """A synced append takes well under 1 ms of CPU (about 0.2 on SQLite), a fraction of drawing the turn."""
    assert min(append_cost(store, 3)[0] for _ in range(2)) < 1000
