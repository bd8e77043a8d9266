"""The verdicts over the years, for people and for programs."""
