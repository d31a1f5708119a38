"""Where what was not found with a unit may stand all the same."""
