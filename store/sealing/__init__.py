"""What was handed out or closed, with the hash by which any later copy of it can be known again."""
