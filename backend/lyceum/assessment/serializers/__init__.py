"""What assessment looks like on the wire."""
