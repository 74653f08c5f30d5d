"""The budgets of speed and memory, measured. Every row is a ratio of two things measured in the same run."""
