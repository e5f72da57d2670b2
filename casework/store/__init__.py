"""Rows and files: the tables, what is asked of them, and the folder of attachments."""
