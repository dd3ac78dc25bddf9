"""The register as people use it: workbook, web page, action log, calendar, tables and database."""
