"""What is asked of the tables, by name. Statements are built once; a query only binds values.

Lists, sweeps and totals give rows of columns; only the one case being worked on is an object.
"""
