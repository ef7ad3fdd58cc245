"""The events that travel, one module each, and the adapters from wire formats."""
