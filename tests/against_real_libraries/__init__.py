"""What WebSocket libraries really do with close codes, seen on loopback connections and kept in `table.json`."""
