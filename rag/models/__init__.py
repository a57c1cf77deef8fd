"""The packaged embedding model: found, exported as int8, run; and other models by name."""
