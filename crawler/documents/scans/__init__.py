"""Scanned documents recognised (OCR): the optional extra `ocr`, in a child process with limits of
its own. What is recognised is marked as such wherever it is told.
"""
