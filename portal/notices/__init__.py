"""Notices: what the assistant says unasked, to those who switched it on."""
