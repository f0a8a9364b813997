"""Jobs as rows, strips and lanes, and what can be done with them."""
