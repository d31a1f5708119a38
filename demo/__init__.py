"""A small city on loopback: 34 units, a clock one can turn, and faults whose truth is written down."""
