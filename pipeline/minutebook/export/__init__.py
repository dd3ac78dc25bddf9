"""Writes records: JSON, tables, a data package, a database, data frames. One module per output."""
