"""The domain: columns, measures, periods, units, thresholds and formulas."""
