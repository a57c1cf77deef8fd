"""A property that is computed at its first use, once, whichever threads come for it together.

`functools.cached_property` has had no lock since Python 3.12: threads that begin together would
each load a model. This module knows nothing of what is computed.
"""

from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar

Value = TypeVar("Value")

if TYPE_CHECKING:
    from functools import cached_property as once  # which mypy knows to be a property
else:

    class once(Generic[Value]):  # noqa: N801  # a decorator, as `property` is one
        """Compute a property for the first thread that asks; the others wait for it."""

        def __init__(self, compute: Callable[[Any], Value]) -> None:
            self.__doc__ = compute.__doc__
            self._compute = compute
            self._lock = RLock()  # of all instances: few are made, and seldom together

        def __set_name__(self, owner: type, name: str) -> None:
            self._name = name

        def __get__(self, instance: Any, owner: type | None = None) -> Any:
            """Reached only until the instance has the value under the property's name."""
            if instance is None:
                return self
            with self._lock:
                if self._name not in instance.__dict__:
                    instance.__dict__[self._name] = self._compute(instance)
                return instance.__dict__[self._name]


__all__ = ["once"]
