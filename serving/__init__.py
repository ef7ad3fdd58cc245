"""The read side: counts from the compacted topic, over HTTP."""
