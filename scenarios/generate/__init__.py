"""Goal-oriented scenarios made from records of text conversations (paper G.8.1). The caller hands in the model."""
