"""HTTP of learning: parse, call one service or selector, serialize; one module per noun."""
