import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from unseen_training import encoders, verify
from unseen_training.golden import scorer_inputs
from unseen_training.heads import unit
from unseen_training.pack import refresh_manifest
from unseen_training.plain_globals import Told
from unseen_training.plain_scorers import SCORERS, SecondKind, fit_second, write_scorer, write_scorers

LITE = Path(__file__).parents[2] / "models" / "lite"
DIM, REGION = 512, 256
PHOTOGRAPH, CAPTION, PRODUCT, WORDING = range(4)


def towards(axis: int, count: int, spread: float = 20.0) -> torch.Tensor:
    """Globals [N,D] that point one way, more or less."""
    return unit(torch.randn(count, DIM) + spread * torch.eye(DIM)[axis])


def pairs(count: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Products [N,D], each with a title that says what it is [N,D]."""
    own = torch.randn(count, DIM)
    return unit(towards(PRODUCT, count) + 0.03 * own), unit(towards(WORDING, count) + 0.03 * own)


@pytest.fixture
def told() -> Told:
    torch.manual_seed(0)
    products = [pairs(300), pairs(150)]
    return Told(towards(CAPTION, 300), torch.cat([titles for _, titles in products]), towards(PHOTOGRAPH, 200), products)


def inputs_of(texts: torch.Tensor, pictures: torch.Tensor) -> dict[str, np.ndarray]:
    rest = scorer_inputs(len(texts), len(pictures), 4, 7, DIM, REGION)
    return {**rest, "text_global": texts.numpy(), "image_global": pictures.numpy()}


def scores(path: Path, inputs: dict[str, np.ndarray]) -> np.ndarray:
    session = encoders.open_session(path)
    return session.run(["scores"], {item.name: inputs[item.name] for item in session.get_inputs()})[0]


def without(kind: SecondKind) -> SecondKind:
    """One that takes every text for a caption: what the scorer of photographs says."""
    kind.text_weight.zero_()
    kind.text_bias.fill_(-1e4)
    return kind


def test_what_is_said_of_photographs_keeps_its_scores(told: Told, tmp_path: Path) -> None:
    kind = fit_second(told, [1.0, 0.5], LITE)
    captions, every = towards(CAPTION, 1), torch.cat([towards(PHOTOGRAPH, 3), pairs(3)[0]])
    for name in SCORERS:
        write_scorer(LITE / f"{name}.onnx", tmp_path / "both.onnx", kind)
        write_scorer(LITE / f"{name}.onnx", tmp_path / "first.onnx", without(fit_second(told, [1.0, 0.5], LITE)))
        inputs = inputs_of(captions, every)
        assert np.allclose(scores(tmp_path / "both.onnx", inputs), scores(tmp_path / "first.onnx", inputs), atol=2e-3)


def test_attention_is_left_out_of_what_is_said_of_products(told: Told, tmp_path: Path) -> None:
    kind = fit_second(told, [1.0, 0.5], LITE)
    for name in SCORERS:
        write_scorer(LITE / f"{name}.onnx", tmp_path / "once.onnx", kind)
        # Written once more, it is not wrapped twice.
        write_scorer(tmp_path / "once.onnx", tmp_path / "twice.onnx", kind)
        inputs = inputs_of(pairs(1)[1], torch.cat([pairs(3)[0], towards(PHOTOGRAPH, 3)]))
        others = {**inputs, "tokens": inputs["tokens"][:, ::-1] * 2}
        assert np.allclose(scores(tmp_path / "twice.onnx", inputs), scores(tmp_path / "twice.onnx", others), atol=1e-3)
        assert np.allclose(scores(tmp_path / "once.onnx", inputs), scores(tmp_path / "twice.onnx", inputs), atol=1e-6)


def test_a_product_that_lies_near_every_title_loses_to_one_that_lies_near_its_own(told: Told) -> None:
    kind = fit_second(told, [1.0, 0.5], LITE)
    title = told.domains[0][1][:1]
    hub = unit(told.domains[0][1].mean(0, keepdim=True) + told.domains[0][0].mean(0, keepdim=True))
    inner = (title @ hub.t()).squeeze(1)
    stranger = pairs(1)[0]
    pictures = torch.cat([hub, stranger])
    lone = torch.cat([inner, inner])
    hubs, strangers = kind(title.expand(2, -1), pictures, lone, lone) - (title * pictures).sum(1)
    assert hubs < strangers - 0.05


def test_scores_of_products_are_on_average_what_globals_have_by_the_scorer_of_photographs(told: Told, tmp_path: Path) -> None:
    kind = fit_second(told, [1.0, 0.5], LITE)
    pictures, titles = pairs(200)
    write_scorer(LITE / "imfa.onnx", tmp_path / "both.onnx", kind)
    both = scores(tmp_path / "both.onnx", inputs_of(titles, pictures))
    kind.picture_weight.zero_()
    kind.picture_bias.fill_(-1e4)
    write_scorer(LITE / "imfa.onnx", tmp_path / "globals.onnx", kind)
    assert abs((both - scores(tmp_path / "globals.onnx", inputs_of(titles, pictures))).mean()) < 0.02


def test_a_pack_with_scorers_of_both_kinds_agrees_with_its_golden_vectors(told: Told, tmp_path: Path) -> None:
    pack = tmp_path / "lite"
    shutil.copytree(LITE, pack)
    write_scorers(fit_second(told, [1.0, 0.5], LITE), LITE, pack)
    refresh_manifest(pack)
    assert verify.verify(pack) == []
    assert (pack / "imfa.onnx").read_bytes() != (LITE / "imfa.onnx").read_bytes()
