"""Word documents: styles, paragraphs, tables."""
