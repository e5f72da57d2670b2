"""Files in and out: the annual report, published reports, notices, workbooks, proof bundles."""
