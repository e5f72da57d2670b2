"""An invented register of any size, for benchmarks and for trying the program out.

What happens in it is invented (`agencies`, `stories`, `words`); what follows from it is not: its
events are read, reckoned and mapped to rows as those of staff are (`rows`), and only the writing
goes in batches (`load`).
"""
