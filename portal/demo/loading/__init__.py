"""Writing the generated records into the database, a module per part of it."""
