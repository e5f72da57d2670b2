"""The reader of published reports: whatever an agency put on the web, as our one shape.

`reading.read_published` is the way in. A source (text, html, docx, xlsx) becomes lines of cells;
the lines of each table become runs of values; a run finds its row by the label beside it, never by
its place on the page. What cannot be placed with certainty is unread, never guessed.
"""
