"""Sides of a plan beside each other, for people and for programs."""
