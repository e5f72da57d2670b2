"""The subcommands: each module has `run(arguments) -> exit code`, imported only when called."""
