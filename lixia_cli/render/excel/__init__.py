"""Parts of a workbook."""
