"""From a source document as received to passages that keep their place in it."""
