"""edu: one battle, written down once as sourced facts, becomes a lesson to print."""
