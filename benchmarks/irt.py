"""The response model's coordinate ascent beside numpyro's stochastic variational inference, on planted responses.

numpyro (with JAX, some 100 MB) is not among Parley's dependencies; put it in an environment of its own together with
numpy and scipy, and run there: PYTHONPATH=. python -m benchmarks.irt
"""

import sys
from time import process_time
from typing import Any

import numpy as np

from analysis.scores.matrix import Floats
from analysis.selection import irt
from benchmarks._figures import machine, print_figures, print_table

N_MODELS, N_ITEMS, N_STEPS, RATE = 12, 2000, 1500, 0.02


def main() -> None:
    """Fit both, print how near they are to each other and to the truth; exit 1 where they disagree."""
    rng = np.random.default_rng(0)
    truth, responses = _planted(rng)
    started = process_time()
    fitted = irt.fit(responses)
    ours_s = process_time() - started
    ours = fitted.probability(fitted.of_item, fitted.abilities)
    started = process_time()
    theirs = _numpyro(responses)
    theirs_s = process_time() - started
    level = np.broadcast_to(responses.mean(axis=0), truth.shape)
    rows = [
        (name, f"{np.sqrt(np.square(made - truth).mean()):.4f}", f"{seconds:.2f}")
        for name, made, seconds in (("ours", ours, ours_s), ("numpyro", theirs, theirs_s), ("item means", level, 0.0))
    ]
    print_table(("fit", "root mean square error to the truth", "CPU s"), rows)
    between = float(np.corrcoef(ours.ravel(), theirs.ravel())[0, 1])
    of_models = float(np.abs(ours.mean(axis=1) - theirs.mean(axis=1)).max())
    print_figures(
        {
            "machine": machine(),
            "correlation_of_probabilities": round(between, 4),
            "largest_difference_of_a_models_mean": round(of_models, 4),
            "rmse_ours": float(rows[0][1]),
            "rmse_numpyro": float(rows[1][1]),
        }
    )
    if between < 0.95 or of_models > 0.03:
        sys.exit(f"the fits disagree: r = {between:.3f}, a model's mean differs by {of_models:.3f}")


def _planted(rng: np.random.Generator) -> tuple[Floats, Floats]:
    abilities = rng.standard_normal((N_MODELS, irt.N_DIMS)) * np.array([1.0, 0.8, 0.5, 0.3, 0.2])
    slopes = rng.normal(0.9, 0.4, (N_ITEMS, irt.N_DIMS))
    truth = irt.sigmoid(abilities @ slopes.T - rng.standard_normal(N_ITEMS))
    return truth, (rng.random(truth.shape) < truth).astype(np.float64)


def _numpyro(responses: Floats) -> Floats:
    """Probabilities at the posterior medians of eq. 7-11, by an independent normal guide and Adam."""
    try:
        import jax
        import numpyro
        from numpyro import distributions as dist
    except ImportError:
        sys.exit("numpyro is not there: see this file's head")

    def parameters(name: str, shape: tuple[int, ...]) -> Any:
        mean = numpyro.sample(f"mean_{name}", dist.Normal(0.0, 10.0))
        precision = numpyro.sample(f"precision_{name}", dist.Gamma(1.0, 1.0))
        return numpyro.sample(name, dist.Normal(mean, precision**-0.5).expand(list(shape)).to_event(len(shape)))

    def model(observed: Any) -> None:
        theta = parameters("theta", (N_MODELS, irt.N_DIMS))
        alpha = parameters("alpha", (N_ITEMS, irt.N_DIMS))
        beta = parameters("beta", (N_ITEMS,))
        numpyro.sample("y", dist.Bernoulli(logits=theta @ alpha.T - beta).to_event(2), obs=observed)

    guide = numpyro.infer.autoguide.AutoNormal(model, init_scale=0.1)
    svi = numpyro.infer.SVI(model, guide, numpyro.optim.Adam(RATE), numpyro.infer.Trace_ELBO())
    result = svi.run(jax.random.PRNGKey(0), N_STEPS, responses, progress_bar=False)
    medians = {name: np.asarray(value) for name, value in guide.median(result.params).items()}
    return irt.sigmoid(medians["theta"] @ medians["alpha"].T - medians["beta"])


if __name__ == "__main__":
    main()
