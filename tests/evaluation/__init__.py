"""`make eval CORPUS=DIR`: the reader scored on a folder of labelled real pages, beside others that
do the same task.

A tool for developers, not a test: the pages are third-party material, measured where they lie and
never copied here.
"""
