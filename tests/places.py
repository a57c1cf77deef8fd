"""Where things lie that tests read."""

from pathlib import Path

ROOT = Path(__file__).parent.parent  # of the repository
SEEDS = ROOT / "seeds"  # the two documents that come with it
DATA = ROOT / "tests" / "data"
