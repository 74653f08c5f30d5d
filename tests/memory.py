"""How much memory code holds, whatever else goes on in the process."""

import gc
import tracemalloc


def held_by(*packages: str) -> int:
    """Bytes that code of these packages has allocated since tracemalloc runs; what event loops and other threads hold does not count."""
    gc.collect()
    filters = [tracemalloc.Filter(True, f"*/{package}/*") for package in packages]
    return sum(trace.size for trace in tracemalloc.take_snapshot().filter_traces(filters).traces)
