"""The sentence encoder: made once from public weights (``derive``), built by set-up (``expand``), run (``load``)."""
