"""Every metric by the name that the task registry uses."""

from collections.abc import Mapping

from analysis.benchmark.metrics import (
    exact_match,
    exist_match,
    function_match,
    gpt_score,
    ifeval,
    jaccard,
    latency,
    llm_accuracy,
    pedant,
    per,
    pronunciation,
    refusal,
    utmos,
    wer,
    win_rate,
)
from analysis.benchmark.metrics.metric import Metric
from analysis.benchmark.tasks.registry import Task

METRICS: Mapping[str, Metric] = {
    metric.name: metric
    for metric in (
        wer.METRIC,
        wer.CASED,
        per.METRIC,
        llm_accuracy.METRIC,
        exact_match.METRIC,
        exist_match.METRIC,
        function_match.METRIC,
        ifeval.METRIC,
        refusal.METRIC,
        pedant.METRIC,
        jaccard.METRIC,
        gpt_score.METRIC,
        gpt_score.WITH_CHECKLIST,
        win_rate.METRIC,
        pronunciation.METRIC,
        utmos.METRIC,
        latency.METRIC,
        latency.IF_RIGHT,
    )
}


def metric_of(task: Task, *, latency_if_right: bool = False) -> Metric:
    """A task's metric; ``latency_if_right`` takes the published evaluator's latency instead of the paper's."""
    if latency_if_right and task.metric == latency.METRIC.name:
        return latency.IF_RIGHT
    return METRICS[task.metric]
