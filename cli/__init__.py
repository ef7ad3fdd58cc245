"""The ``tasrih`` command: one module per subcommand."""
