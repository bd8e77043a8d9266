"""A report in sentences, as a progress note has them."""
