"""The two stock tools, each behind one module."""
