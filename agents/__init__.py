"""The Faust agents: read a batch, call pure functions, write events and rows."""
