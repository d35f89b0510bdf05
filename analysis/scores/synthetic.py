"""Realistic score matrices and embeddings from a seed: what methods are tried, tested and timed on.

A model's skill at a task is general ability plus five latent skills plus its own way with the task. Items differ in
difficulty and in how sharply they tell skill; single outcomes have chance in them. Spread and chance are set so that
random subsets and anchor points correlate with full scores about as the paper prints.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.scores.catalogue import N_MODELS, TASKS, Task
from analysis.scores.matrix import Floats, ScoreMatrix

N_SKILLS = 5


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations on the logit scale.

    Attributes
    ----------
    ability : of models' general ability.
    skill : of each of the five latent skills.
    way : of a model's own way with a task.
    level : of tasks' difficulties.
    item : of items' difficulties inside a task.
    chance : of an outcome that is not 0 or 1, around what skill and item make of it.
    """

    ability: float = 0.45
    skill: float = 0.3
    way: float = 0.3
    level: float = 0.9
    item: float = 1.6
    chance: float = 0.8


def synthetic_scores(
    rng: np.random.Generator, *, tasks: Sequence[Task] = TASKS, n_models: int = N_MODELS, spread: Spread | None = None
) -> ScoreMatrix:
    """A matrix of the paper's tasks and counts, or of other ones.

    Models are named ``model-01`` ... in no order of ability; an item's id is its task's name and a number.
    """
    of = spread or Spread()
    skills = _skills(rng, n_models=n_models, n_tasks=len(tasks), of=of)
    blocks = [_task_scores(rng, task, skill=skill, of=of) for task, skill in zip(tasks, skills, strict=True)]
    return ScoreMatrix.of(
        np.concatenate(blocks, axis=1),
        models=[f"model-{number:02d}" for number in range(1, n_models + 1)],
        items=[f"{task.name}:{number:04d}" for task in tasks for number in range(task.n_items)],
        tasks=[task.name for task in tasks for _ in range(task.n_items)],
        source="synthetic",
    )


def synthetic_embeddings(
    rng: np.random.Generator, matrix: ScoreMatrix, *, n_dims: int, share: float = 0.5
) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Unit vectors, shape (I, n_dims), float32: those of a task lie together.

    ``share`` is how far what they ask moves them; it goes with how hard they are, so that embeddings know a little of
    the scores.
    """
    n_latent = 24
    centres = rng.standard_normal((len(matrix.tasks), n_latent))
    asked = rng.standard_normal((matrix.n_items, n_latent))
    asked[:, 0] += 4.0 * share * (matrix.filled.mean(axis=0) - 0.5)
    plane = rng.standard_normal((n_latent, n_dims)).astype(np.float32)
    latent = (centres[matrix.task] + share * asked).astype(np.float32)
    vectors = latent @ plane + 0.5 * rng.standard_normal((matrix.n_items, n_dims), dtype=np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def _skills(rng: np.random.Generator, *, n_models: int, n_tasks: int, of: Spread) -> Floats:
    """How good each model is at each task, shape (T, K); over tasks a model's mean is its general ability."""
    ability = of.ability * _standardised(rng.standard_normal(n_models))
    latent = of.skill * rng.standard_normal((n_models, N_SKILLS))
    loads = rng.dirichlet(np.ones(N_SKILLS), n_tasks) * np.sqrt(N_SKILLS)
    special = loads @ latent.T + of.way * rng.standard_normal((n_tasks, n_models))
    return np.asarray(ability + special - special.mean(axis=0))


def _task_scores(rng: np.random.Generator, task: Task, *, skill: Floats, of: Spread) -> Floats:
    """One task's block, shape (K, n_items), from the models' skill at it, shape (K,)."""
    sharpness = rng.lognormal(0.0, 0.3, task.n_items)
    difficulty = of.level * rng.standard_normal() - 0.4 + of.item * rng.standard_normal(task.n_items)
    logit = sharpness * skill[:, None] - difficulty
    if task.kind == "binary":
        return np.asarray(rng.random(logit.shape) < _sigmoid(logit), dtype=np.float64)
    if task.kind == "quality":
        logit = 0.8 + 0.35 * skill[:, None] + 0.25 * logit
    value = _sigmoid(logit + of.chance * (0.4 if task.kind == "quality" else 1.0) * rng.standard_normal(logit.shape))
    if task.kind == "judged":
        return np.asarray(np.round(value * 9) / 9)
    if task.kind == "share":
        return np.asarray(np.round(np.clip(1.15 * value - 0.05, 0.0, 1.0), 3))
    return np.asarray(np.round(value, 4))


def _standardised(values: Floats) -> Floats:
    """With mean 0 and standard deviation 1: a dozen models' luck must not decide how far apart they are."""
    return np.asarray((values - values.mean()) / values.std())


def _sigmoid(logit: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-logit)))
