"""How much may be made of a file by copies: a small one may ask for billions of cells."""

from dataclasses import dataclass

_LEAST = 5_000_000  # bytes, whatever a file's size
TAGS = 16  # bytes that a cell takes beside its text, at least


@dataclass(slots=True)
class Room:
    """The bytes that copies may still fill."""

    left: int

    @classmethod
    def beside(cls, size: int) -> "Room":
        """Give the room of a text of `size` bytes: as much again, and 5 MB.

        >>> Room.beside(1_000).left
        5001000
        """
        return cls(size + _LEAST)

    def has(self, size: int) -> bool:
        """Say whether `size` bytes still fit in, and take them if so.

        >>> room = Room(10)
        >>> room.has(7), room.has(7), room.has(3)
        (True, False, True)
        """
        if size > self.left:
            return False
        self.left -= size
        return True
