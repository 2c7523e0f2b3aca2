"""Random attacks on the program's promises, with generators of their own: small in `make test`, large by
`make campaign`. Every case follows from one number, the seed, which a failure names."""
