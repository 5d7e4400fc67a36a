"""What happens when a connection has closed: handlers, loops, reads that fail, and how long they wait."""
