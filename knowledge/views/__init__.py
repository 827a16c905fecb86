"""The knowledge base as people look at it: in which chapter, under which heading, in which words."""
