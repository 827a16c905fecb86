"""The command line `dean06`."""
