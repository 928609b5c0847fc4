"""Files that learning makes; pure, one module per kind."""
