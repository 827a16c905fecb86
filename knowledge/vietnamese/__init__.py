"""Vietnamese text as citizens type it: cleaning, repair and accent restoration.

A leaf: standard library only, importable from Python 3.10 (Rasa's process) and 3.11 (the app).
"""
