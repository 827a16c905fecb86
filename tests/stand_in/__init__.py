"""The app with everything real but Rasa and the encoder: starts in a second, answers the same every time."""
