"""What people said of the models: tables of ratings, and what can and cannot be concluded from them."""
