"""Parts that watch a conversation and write down what they see. None of them steers it."""
