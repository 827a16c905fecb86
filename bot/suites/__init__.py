"""Regression conversations: YAML files that pytest runs against a live assistant, one item a conversation."""
