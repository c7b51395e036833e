"""Alembic's scripts. `portal db upgrade` applies them as the role that owns the tables."""
