"""The consistency checks that an inspector does by hand: does the document agree with itself?

What does not is a remark of the document (表内数据不勾稽), with the difference; it accuses nobody of
vagueness and is no reason to call a file unreadable.
"""
