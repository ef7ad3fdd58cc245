"""The Faust app, topics, tables, settings, batches, delivery guarantees and brokers."""
