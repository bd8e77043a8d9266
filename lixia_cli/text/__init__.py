"""Language: messages, translation, display width, suggestions."""
