"""Text models: the middle part of a pipeline."""
