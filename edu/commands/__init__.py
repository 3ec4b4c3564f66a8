"""The commands, a module for those that belong together. What they load they load when they run."""
