"""The site of a plan: pages as functions from content to text, and the files beside them."""
