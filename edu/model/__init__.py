"""What everything else is about: frozen values, standard library only."""
