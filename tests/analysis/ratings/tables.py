"""Tables of ratings for the tests: small made-up ones, and the numbers that the paper prints."""

from collections.abc import Sequence

import numpy as np

from analysis.ratings.table import Factor, Floats, RatingsTable

DIMENSIONS = ("overall", "understanding", "naturalness", "response_quality", "task_effectiveness")

# Table 2: means of the five dimensions, n, and the full benchmark's score.
TABLE_2 = {
    "GPT-4o-audio-preview": ((4.982, 5.368, 4.368, 5.123, 4.947), 114, 0.575),
    "Gemini-2.5-Flash+TTS": ((4.664, 5.191, 4.218, 4.936, 4.673), 110, 0.589),
    "GPT-4o-mini+STT+TTS": ((4.509, 5.158, 4.132, 4.772, 4.754), 114, 0.498),
    "Qwen3-Omni-30B+TTS": ((4.211, 4.872, 4.000, 4.578, 4.385), 109, 0.575),
    "Voxtral-Small-24B+TTS": ((3.982, 4.618, 3.845, 4.264, 4.036), 110, 0.507),
    "GPT-4o-mini-audio-preview": ((3.685, 4.741, 3.546, 4.296, 4.176), 108, 0.466),
    "Ultravox-v0.4-ToolACE-8B+TTS": ((3.342, 4.036, 3.063, 3.721, 3.550), 111, 0.384),
}

# Table 2: the standard errors of overall satisfaction.
TABLE_2_SEM = (0.091, 0.111, 0.122, 0.140, 0.135, 0.147, 0.156)

# Table 9 below the diagonal: correlations over models.
TABLE_9_LOWER = {
    ("understanding", "overall"): 0.949,
    ("naturalness", "overall"): 0.970,
    ("response_quality", "overall"): 0.978,
    ("task_effectiveness", "overall"): 0.957,
    ("naturalness", "understanding"): 0.957,
    ("response_quality", "understanding"): 0.990,
    ("task_effectiveness", "understanding"): 0.992,
    ("response_quality", "naturalness"): 0.969,
    ("task_effectiveness", "naturalness"): 0.946,
    ("task_effectiveness", "response_quality"): 0.986,
}

# Table 10: progress, task effectiveness, overall satisfaction, n.
TABLE_10 = {
    "GPT-4o-audio-preview": (0.677, 4.77, 4.80, 44),
    "GPT-4o-mini+STT+TTS": (0.641, 4.64, 4.27, 45),
    "Gemini-2.5-Flash+TTS": (0.612, 4.34, 4.43, 35),
    "GPT-4o-mini-audio-preview": (0.557, 3.80, 3.52, 44),
    "Voxtral-Small-24B+TTS": (0.440, 2.91, 3.03, 35),
    "Qwen3-Omni-30B+TTS": (0.366, 3.93, 3.73, 45),
    "Ultravox-v0.4-ToolACE-8B+TTS": (0.301, 2.58, 2.50, 36),
}


def table_of(
    models: Sequence[str],
    ratings: Sequence[Sequence[float]] | Floats,
    *,
    dimensions: Sequence[str] = DIMENSIONS,
    participants: Sequence[str] | None = None,
    scenarios: Sequence[str] | None = None,
    categories: Sequence[str] | None = None,
    progress: Sequence[float] | None = None,
) -> RatingsTable:
    """A table with one conversation for each model name given; what is not given is different in each, or missing."""
    n = len(models)
    unknown = np.full(n, np.nan)
    return RatingsTable(
        conversations=tuple(f"cv-{i}" for i in range(n)),
        participant=Factor.of(participants or [f"p{i}" for i in range(n)]),
        model=Factor.of(models),
        scenario=Factor.of(scenarios or [f"s{i}" for i in range(n)]),
        category=Factor.of(categories or ["open_chat"] * n),
        dimensions=tuple(dimensions),
        ratings=np.asarray(ratings, np.float64),
        progress=unknown if progress is None else np.asarray(progress, np.float64),
        conversation_s=unknown,
        rating_s=unknown,
    )
