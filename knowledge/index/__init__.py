"""Finding passages: vectors in FAISS, words in BM25, and their fusion."""
