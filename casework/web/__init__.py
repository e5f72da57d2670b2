"""The pages: Flask and what it needs. A view parses, calls one desk verb, answers."""
