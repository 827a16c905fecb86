"""Measuring answers on questions, and fitting the few numbers that decide."""
