"""A film's sound in; what is said in it, word by word, and where it is quiet, out."""
