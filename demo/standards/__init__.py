"""The scenario `standards`: a county of its own in 2026 whose pages show, for each fault of the
rulebook that a unit can have, units in fault, nearly so, in order, and such as cannot be told.

README.md says what there is and how it is scored.
"""
