"""How the network of the second look is trained: by what a larger one says of lists of quotes."""
