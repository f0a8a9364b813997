"""Nothing in; sample media out: songs and footage made by the program itself, for the demo and the tests."""
