"""From a document to the IR of its package: every decision is made here."""
