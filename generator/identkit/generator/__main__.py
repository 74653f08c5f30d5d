"""`python -m identkit.generator`."""

import sys

from identkit.generator.cli import main

if __name__ == "__main__":
    sys.exit(main())
