"""One call from its arguments to its answer: the clients' base classes, the two loops, retries, time limits, pages, waiting."""
