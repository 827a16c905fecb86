"""Reading a document of any kind as text, in a child process that cannot take more than its share."""
