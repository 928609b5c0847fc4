"""Pure decisions of accounts: names and the rotation of refresh tokens. No store and no HTTP here."""
