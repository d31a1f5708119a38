"""What an 其他 was spent on, wherever people write it: in its name, beside it, below it, in the prose,
in a table of its own.
"""
