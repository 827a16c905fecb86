"""The turn pipeline: from a message as received to the answers to send."""
