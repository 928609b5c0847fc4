"""Pure decisions of the catalog: one module per noun."""
