"""The class of a channel, as the crawler's readers ask for it. The table and its reading are the
office's: `config.classify`.
"""

from config.classify import OTHER, classify

__all__ = ["OTHER", "classify"]
