"""lixia: check the progress of a plan, from targets and actual values to figures and verdicts."""

__version__ = "0.1.0"
