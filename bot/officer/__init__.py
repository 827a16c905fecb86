"""The officers page."""
