"""Documents, all of them untrusted: each is read in a child process of its own, with limits
(docs/faults.md §D).

`read_document` is the sandbox's entry point; `answers.read_answer` reads any answer, pages here and
documents there. Only what the child imports knows a file format.
"""
