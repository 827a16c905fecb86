"""Actions: what the dialogue asks the app to do."""
