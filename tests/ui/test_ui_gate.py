"""A few at once; nobody's line grows beyond its length, and everybody gets a turn."""

import asyncio

import pytest

from rag import InputError
from ui.gate import Gate


def test_a_client_whose_line_is_full_is_turned_away_and_others_are_not() -> None:
    async def crowd() -> tuple[list[str], list[str]]:
        gate, release = Gate(at_once=1, each=2), asyncio.Event()
        answered, refused = list[str](), list[str]()

        async def request(client: str) -> None:
            try:
                async with gate.turn(client):
                    await release.wait()
                    answered.append(client)
            except InputError as error:
                refused.append(str(error))

        first = [asyncio.create_task(request(c)) for c in ("a", "a", "a", "b")]
        await asyncio.sleep(0)
        release.set()
        await asyncio.gather(*first)
        await request("a")  # there is room again
        return answered, refused

    answered, refused = asyncio.run(crowd())
    assert answered == ["a", "a", "b", "a"]
    assert refused == [
        "2 requests from a are in line already; ask again when one of them has been answered"
    ]


def test_no_more_are_inside_than_may_be_and_a_failure_gives_its_place_back() -> None:
    async def crowd() -> int:
        gate, inside, most = Gate(at_once=3, each=100), 0, 0

        async def request(number: int) -> None:
            nonlocal inside, most
            async with gate.turn("a"):
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0)
                inside -= 1
                if number % 2:
                    raise ValueError(number)

        await asyncio.gather(*(request(n) for n in range(20)), return_exceptions=True)
        async with gate.turn("a"):
            return most

    assert asyncio.run(crowd()) == 3


def test_a_place_in_line_that_is_given_up_is_free() -> None:
    async def crowd() -> None:
        gate, held = Gate(at_once=1, each=2), asyncio.Event()

        async def request() -> None:
            async with gate.turn("a"):
                await held.wait()

        tasks = [asyncio.create_task(request()) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(InputError):
            await request()
        tasks[1].cancel()
        await asyncio.wait([tasks[1]])
        held.set()
        await request()
        await tasks[0]

    asyncio.run(crowd())
