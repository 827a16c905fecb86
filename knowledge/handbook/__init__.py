"""The handbook: all that is in force on a day as one page to print, for those who sit beside people without a phone."""
