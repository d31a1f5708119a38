"""What the tables and the questions say: the descriptions, and the pages made of them."""
