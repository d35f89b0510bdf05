"""Scores from other evaluation tools' files, one tool a file; which one wrote them is seen from the files."""

from pathlib import Path

from analysis.scores.adapters import helm, inspect_ai, lm_eval
from analysis.scores.faults import ScoresFaultError
from analysis.scores.matrix import ScoreMatrix
from analysis.scores.reading import matrix_of, read_scores

TOOLS = (inspect_ai, lm_eval, helm)

_KNOWN = "inspect_ai logs (.eval, .json), lm-eval-harness samples (samples_*.jsonl) or HELM's per_instance_stats.json"


def read_any(path: Path) -> ScoreMatrix:
    """A CSV or Parquet file of ours, or a folder (or single file) that one of the tools wrote.

    Raises
    ------
    ScoresFaultError
        Nothing here is known, or it has faults.
    """
    if path.suffix in (".csv", ".parquet"):
        return read_scores(path)
    for tool in TOOLS:
        if files := tool.files(path):
            return matrix_of([outcome for file in files for outcome in tool.outcomes(file)], source=str(path))
    raise ScoresFaultError([f"{path}: no scores found; expected a .csv or .parquet file, or a folder with {_KNOWN}"])
