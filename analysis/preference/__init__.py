"""From item scores to what people would say: regressions of preference, judged on models they never saw."""
