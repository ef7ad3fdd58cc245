"""What the web servers of worker and serve have in common: who may come in, connections, and how refusals look."""
