"""A talk as text: what is deleted there is cut from the film."""
