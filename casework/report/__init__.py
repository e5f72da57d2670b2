"""What is counted: the tables of the annual report and the checks on them. Pure."""
