"""The conversation: turn pipeline, dialogue, channels, officers, command line."""
