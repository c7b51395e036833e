"""What every concept stands on: settings, database, money, errors, jobs. Imports nothing else of the portal."""
