"""Capture files: what one crawl of one unit leaves behind, read visit by visit or look by look."""
