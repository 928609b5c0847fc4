"""What notifications look like on the wire."""
