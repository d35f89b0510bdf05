"""From ratings and scores to benchmarks: which items predict what people prefer."""
