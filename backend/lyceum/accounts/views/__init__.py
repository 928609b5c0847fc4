"""HTTP of accounts: parse, call one service or selector, serialize."""
