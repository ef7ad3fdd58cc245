"""The language core: Arabic text in, statements out. Pure: no Kafka, no clock, no I/O but its own lexicon files."""
