"""The gates of a release: what the knowledge base must hold before it may answer."""
