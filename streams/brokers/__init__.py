"""Brokers to run on one machine: an embedded one for demo and quick tests, and a real Apache Kafka."""
