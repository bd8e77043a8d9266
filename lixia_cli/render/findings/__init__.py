"""What ``lixia check`` found, as text, JSON or annotations."""
