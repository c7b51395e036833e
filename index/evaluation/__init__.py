"""Measures of ranking quality and speed, on data that anybody can give on the command line."""
