"""HTTP of assessment: parse, call one service or selector, serialize."""
