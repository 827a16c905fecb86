"""The Rasa project: dialogue acts, rules, form, and the few modules Rasa loads."""
