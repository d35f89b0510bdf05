"""The final subset: the best seed on all models, told with its reasons, the same bytes each time."""

import json
from pathlib import Path

import numpy as np
import pytest

from analysis.selection.features import FeaturesFaultError, read_features
from analysis.selection.pick import document, pick, write_document
from analysis.selection.registry import METHODS
from tests.analysis.selection.matrices import drawn, sources


def picked(name: str, path: Path, *, seed: int = 0) -> bytes:
    of, method = sources(drawn()), METHODS[name]
    chosen = pick(of, method, n=20, n_seeds=5, seed=seed)
    assert chosen.pearson == max(chosen.all_pearson) == chosen.all_pearson[chosen.seed]
    write_document(document(chosen, method, of.matrix, n=20, seed=seed), path)
    return path.read_bytes()


@pytest.mark.parametrize("name", ["anchor-points", "random-sampling-learn", "stratified-kriging"])
def test_same_seed_same_bytes(tmp_path: Path, name: str) -> None:
    first = picked(name, tmp_path / "a.json")
    assert picked(name, tmp_path / "b.json") == first
    assert picked(name, tmp_path / "c.json", seed=1) != first


@pytest.mark.parametrize("name", ["anchor-points", "stratified-kriging"])
def test_the_document_is_enough_to_estimate_with(tmp_path: Path, name: str) -> None:
    content = json.loads(picked(name, tmp_path / "a.json"))
    of = sources(drawn())
    chosen = pick(of, METHODS[name], n=20, n_seeds=5, seed=0)
    exact = METHODS[name].estimate(chosen.subset, of.matrix.scores[:, chosen.subset.items])
    columns = [of.matrix.items.index(each["item"]) for each in content["items"]]
    weights = np.array([each["weight"] for each in content["items"]])
    np.testing.assert_allclose(content["intercept"] + of.matrix.scores[:, columns] @ weights, exact, atol=1e-8)
    assert content["n_items"] == sum(content["items_by_task"].values()) == len(columns)
    assert content["scores_sha256"] == of.matrix.digest
    assert any("seeds number" in reason for reason in content["reasons"])


def test_embeddings_are_reduced_once_and_faults_named(tmp_path: Path) -> None:
    matrix = drawn()
    good, short = tmp_path / "good.npy", tmp_path / "short.npy"
    rng = np.random.default_rng(0)
    np.save(good, rng.standard_normal((240, 60)).astype(np.float32))
    np.save(short, np.zeros((3, 60)))
    features = read_features(matrix, semantic=good, acoustic=None, metadata=None)
    assert features["semantic"].shape == (240, 50)
    assert (np.diff(features["semantic"].var(axis=0)) <= 1e-6).all()
    with pytest.raises(FeaturesFaultError, match=r"shape \(3, 60\); expected \(240, dimensions\)"):
        read_features(matrix, semantic=short, acoustic=None, metadata=None)
    metadata = tmp_path / "metadata.csv"
    metadata.write_text("item,audio_in,audio_out\nasr:0000,1,0\n")
    with pytest.raises(FeaturesFaultError, match="no row for item 'asr:0001' and 238 more"):
        read_features(matrix, semantic=None, acoustic=None, metadata=metadata)
