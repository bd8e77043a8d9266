"""Values of options that their help needs: by themselves, so that help and completion load little else."""

from __future__ import annotations

CURRENT, ORIGINAL = VERSIONS = ("current", "original")
"""By which values revised targets are judged: those in force, or those announced first."""
RULE_SET = "lixia"
"""The name of the rule set that judges unless another is named."""
