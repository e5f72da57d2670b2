"""The processes beside the pages: the clock that says when, the queue that does what is owed."""
