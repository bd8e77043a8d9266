"""Actuals with more rows than fit into memory: those of some targets after those of others."""
