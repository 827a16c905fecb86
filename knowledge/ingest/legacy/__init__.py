"""Vietnamese text in the character sets from before Unicode: recognised and converted, or refused."""
