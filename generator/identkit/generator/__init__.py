"""The maintainer's tool that turns `specs/` into `generated/`: run it with `python -m identkit.generator`."""
