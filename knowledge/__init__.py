"""The retrieval layer: passages, their checks, the encoder, the index, search. Does not import `bot`."""
