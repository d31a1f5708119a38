"""What stands around a page's own content: the menu of its site."""
