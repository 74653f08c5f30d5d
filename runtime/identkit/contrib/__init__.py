"""Views for web frameworks. None of them is needed to install or import anything else."""
