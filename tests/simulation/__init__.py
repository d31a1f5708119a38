"""Ledgers of many units and many nights, made by the product's own capture files, reader and merge:
for measuring, and for whoever needs a year that nobody has waited for.
"""
