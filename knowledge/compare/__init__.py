"""Two versions of the knowledge base compared: what changed for citizens, said in Vietnamese."""
