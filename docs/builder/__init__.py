"""The site: prose from `docs/`, and the pages that are made from the specs. `python -m docs.builder` builds it into `site/`."""
