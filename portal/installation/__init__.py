"""Running the product on one machine: settings, embedded PostgreSQL, supervisor, backup, restore, upgrade."""
