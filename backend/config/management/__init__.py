"""Django commands of the composition root; `lyceum` calls them with the stores running."""
