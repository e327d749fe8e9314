"""These questions begin on a record that is there already."""

from tests.domain.conftest import migrated, ready_made

__all__ = ["migrated", "ready_made"]
