"""Channels: each renders the same answers for its own medium."""
