"""Parts of html pages: documents, charts with their numbers, and the page of an explained indicator."""
