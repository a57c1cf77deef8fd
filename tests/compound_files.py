"""Compound files (MS-CFB) and the mails of Outlook (MS-OXMSG) in them, written for tests."""

import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise

_SECTOR, _MINI, _SMALL = 512, 64, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]


def compound_file(tree: Tree) -> bytes:
    """Write storages (mappings) and streams (bytes) by their names."""
    body, fat, small, small_fat = bytearray(), list[int](), bytearray(), list[int]()

    def put(data: bytes, size: int, target: bytearray, table: list[int]) -> int:
        if not data:
            return _END
        first, count = len(table), -(-len(data) // size)
        target.extend(data.ljust(count * size, b"\0"))
        table.extend([*range(first + 1, first + count), _END])
        return first

    entries = list[list[object]]()  # name, kind, right, child, start, size

    def add(name: str, node: "bytes | Tree") -> int:
        at = len(entries)
        entries.append([name, 2, _FREE, _FREE, _END, 0])
        if isinstance(node, bytes):
            target = (_MINI, small, small_fat) if len(node) < _SMALL else (_SECTOR, body, fat)
            entries[at][4:] = [put(node, *target), len(node)]
        else:
            entries[at][1] = 1 if at else 5
            numbers = [add(*one) for one in sorted(node.items())]
            for one, other in pairwise(numbers):
                entries[one][2] = other
            entries[at][3] = numbers[0] if numbers else _FREE
        return at

    add("Root Entry", tree)
    entries[0][4:] = [put(bytes(small), _SECTOR, body, fat), len(small)]
    small_start = put(struct.pack(f"<{len(small_fat)}I", *small_fat), _SECTOR, body, fat)
    small_count = -(-4 * len(small_fat) // _SECTOR)
    directory = put(b"".join(map(_entry, entries)), _SECTOR, body, fat)
    fat_count = 1
    while -(-4 * (len(fat) + fat_count) // _SECTOR) > fat_count:
        fat_count += 1
    first = len(fat)
    fat += [_FAT] * fat_count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(fat_count * _SECTOR, b"\xff")
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII109I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6,
        0, fat_count, directory, 0, _SMALL, small_start, small_count, _END, 0,
        *range(first, first + fat_count), *[_FREE] * (109 - fat_count),
    )  # fmt: skip
    return header + bytes(body) + table


def _entry(entry: list[object]) -> bytes:
    name, kind, right, child, start, size = entry
    coded = str(name).encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI16xIQ", coded, len(coded) + 2, kind, 1, _FREE, right, child, 0, start, size
    )


def properties(before: int, **values: object) -> dict[str, "bytes | Tree"]:
    """Write properties by their numbers in hexadecimal: `properties(32, x0037="Subject")`."""
    fixed, streams = bytearray(before), dict[str, "bytes | Tree"]()
    for name, value in values.items():
        number = int(name[1:], 16)
        match value:
            case str():
                kind, data = 0x001F, value.encode("utf-16-le")
            case bytes():
                kind, data = 0x0102, value
            case datetime():
                since = value - datetime(1601, 1, 1, tzinfo=UTC)
                fixed += struct.pack("<HHIQ", 0x0040, number, 6, int(since.total_seconds() * 10**7))
                continue
            case _:
                fixed += struct.pack("<HHIq", 0x0003, number, 6, value)
                continue
        fixed += struct.pack("<HHII4x", kind, number, 6, len(data))
        streams[f"__substg1.0_{number:04X}{kind:04X}"] = data
    return {"__properties_version1.0": bytes(fixed), **streams}
