"""What learning looks like on the wire; one module per noun."""
