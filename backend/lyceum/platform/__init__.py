"""What every capability stands on: storage, cache, events, errors, HTTP. Knows no capability."""
