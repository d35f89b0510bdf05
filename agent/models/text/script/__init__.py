"""A text model made of rules: it holds a simple conversation and can use tools, with no weights and no network."""
