"""What accounts looks like on the wire."""
