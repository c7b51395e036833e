"""Rows out of files. Strangers send them, so they are read in a process of their own with little time and memory."""
