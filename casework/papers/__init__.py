"""Files in and out: the annual report, letters, workbooks, ledgers, published reports."""
