"""`dean06 bench`: how fast the stack is, beside Rasa's own default pipeline on the same messages."""
