"""The repairs of Faust 0.15.3 and aiokafka 0.14.0 that exact counts need, each with the fault that it mends."""
