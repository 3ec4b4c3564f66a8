"""From files to values, or to every problem with its file and line."""
