"""Where the kernel gets the time from, and how it waits. Tests and the sandbox have clocks of their own."""

import time
from typing import Protocol


class Clock(Protocol):
    """Time and waiting. Whoever implements it decides how long a second is."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since any moment, never going back."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...

    async def sleep_async(self, seconds: float) -> None:
        """Wait without holding up the event loop."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds since any moment, never going back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    async def sleep_async(self, seconds: float) -> None:
        """Wait without holding up the event loop."""
        import asyncio  # a third of the import time of everything else, and whoever awaits this has it already

        await asyncio.sleep(seconds)
