"""What is read of a file that is more than text."""

from dataclasses import dataclass, field
from pathlib import PurePath

from rag.documents.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file, its pages parted by form feeds, and what the file says of itself.

    A title that any program may have made up, such as a PDF's, is `loose_title`: it is used where
    the text has no heading.
    """

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    loose_title: str | None = None


def title_of_file(name: str) -> str:
    """Make a title of a file's name.

    >>> title_of_file("lists/price_list-2024.csv")
    'price list 2024'
    """
    return " ".join(PurePath(name).stem.replace("_", " ").replace("-", " ").split())


def title_of_table(text: str, name: str) -> str | None:
    """Make a title of a file's name where its text begins with a table; None of other texts.

    >>> title_of_table("| Room | Rent |", "rooms.docx"), title_of_table("Rooms", "rooms.docx")
    ('rooms', None)
    """
    return title_of_file(name) if text.lstrip().startswith("|") else None
