"""Train, export, calibrate and evaluate the reader; `python -m rag.training --help`.

Imports the library and is never imported by it. Importing this package loads no torch.
"""
