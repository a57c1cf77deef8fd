"""`python -m rag.training`: prepare, train, export, calibrate, evaluate, or `all` in turn."""

from rag.training.command_line import main

if __name__ == "__main__":
    main()
