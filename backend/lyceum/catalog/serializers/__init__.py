"""What the catalog looks like on the wire: one module per noun."""
