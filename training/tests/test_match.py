import copy
import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from unseen_training import encoders, match_plain
from unseen_training.match_fit import SURE, Texts
from unseen_training.match_head import FEATURES, MatchHead
from unseen_training.match_measure import probabilities
from unseen_training.match_train import Material, Shown, everything, export_match_head, fit_head, said_of

DIM, REGION, PICTURES, WORDS = 16, 8, 60, 30


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)


def texts_near(draw: np.random.Generator, directions: np.ndarray, words: np.ndarray, level: float) -> Texts:
    """Texts that point at `directions`; how much is known of them, their first feature, is `level`."""
    features = draw.normal(size=(len(directions), FEATURES)).astype(np.float32)
    features[:, 0] += level
    return Texts(features, draw.normal(size=(len(directions), 32)).astype(np.float32), directions, words)


@pytest.fixture
def material() -> Material:
    """Each picture shows one of ten things; a word stands for a thing, what is absent for none of them."""
    draw = np.random.default_rng(4)
    things, corners = unit(draw.normal(size=(10, DIM))), unit(draw.normal(size=(10, REGION)))
    shows = np.arange(PICTURES) % 10
    names = np.arange(WORDS) % 10
    captions = [[f"thing{chr(97 + thing)}"] * 4 for thing in shows]
    globals_ = unit(things[shows] + 0.1 * draw.normal(size=(PICTURES, DIM)))
    regions = unit(corners[shows][:, None] + 0.2 * draw.normal(size=(PICTURES, 49, REGION)))
    said = np.where(names[:, None] == shows[None], SURE, 0).astype(np.int8)
    of_captions = texts_near(draw, unit(np.repeat(things[shows], 4, 0)), np.repeat(corners[shows], 4, 0), 3.0)
    nothing = [texts_near(draw, unit(draw.normal(size=(40, DIM))), unit(draw.normal(size=(40, REGION))), level) for level in (0.0, -6.0)]
    head = MatchHead(DIM, 32, 12, 12, 5)
    shown = Shown(captions, globals_, regions, said, of_captions, 4, 3)
    words = [f"thing{chr(97 + name)}" for name in names]
    return Material(head, [shown], words, texts_near(draw, things[names], corners[names], 3.0), *nothing)


def test_words_match_what_shows_them_and_nothing_else(material: Material) -> None:
    fit_head(material, *everything(material))
    (shown,) = material.shown
    p = probabilities(material, material.word_texts, shown, np.arange(PICTURES))
    assert p[shown.said >= SURE].mean() > 10 * p[shown.said == 0].mean()
    assert (probabilities(material, material.unknown, shown, np.arange(PICTURES)) == 0).mean() > 0.9
    lines = material.head.lines(torch.from_numpy(material.word_texts.features), torch.from_numpy(material.word_texts.pooled))
    assert (lines[:, 7] > 0).float().mean() > 0.9


def test_the_graph_equals_the_training_code(material: Material, tmp_path: Path) -> None:
    fit_head(material, *everything(material))
    head, draw = MatchHead(DIM, encoders.STATES, 40, 40, 5), np.random.default_rng(1)
    head.hold(draw.normal(size=(40, DIM)), draw.normal(size=(40, encoders.STATES)), np.array([0, 1, 0, 0, 1]), np.array([0, -5, -120, 0, -40]), 3)
    for name in ("mean", "std", "by_features", "base"):
        getattr(head, name).copy_(getattr(material.head, name))
    # Texts of the second kind have lines of their own, mixed in by how much a text looks like one.
    head.plain_by_features.copy_(torch.randn_like(head.plain_by_features))
    head.plain_base.copy_(torch.randn_like(head.plain_base))
    head.kind.copy_(torch.randn_like(head.kind))
    head.kind_bias.fill_(0.5)
    export_match_head(head, tmp_path / "match.onnx")
    inputs = {
        # The last of these texts has no piece that tells anything.
        "input_ids": torch.tensor([[0, 1, 3, 2], [0, 4, 4, 2], [0, 3, 3, 0]]),
        "states": torch.randn(3, 4, encoders.STATES),
        "attention_mask": torch.ones(3, 4, dtype=torch.int64),
        "global": torch.randn(3, DIM),
        "tokens": torch.randn(3, 4, 8),
        "token_weights": torch.rand(3, 4),
    }
    (found,) = encoders.open_session(tmp_path / "match.onnx").run(["match"], {name: value.numpy() for name, value in inputs.items()})
    with torch.no_grad():
        assert np.abs(head(*inputs.values()).numpy() - found).max() < 1e-3


def test_how_common_a_text_is_goes_by_its_words_and_not_by_its_grammar() -> None:
    head = MatchHead(DIM, 32, 12, 12, 5)
    head.common.copy_(torch.tensor([0, -13, -104, 0, -26]))
    ids, mask = torch.tensor([[0, 1, 2, 3], [1, 4, 0, 0], [0, 3, 0, 0]]), torch.tensor([[1.0, 1, 1, 1], [1, 1, 1, 0], [1, 1, 1, 0]])
    rarest, mean = head.commonness(ids, mask)
    assert rarest.squeeze(1).tolist() == pytest.approx([-8.0, -2.0, -9.4])
    assert mean.squeeze(1).tolist() == pytest.approx([-4.5, -1.5, -9.4])


def test_lines_of_products_leave_those_of_photographs_as_they_are(material: Material) -> None:
    fit_head(material, *everything(material))
    before = {name: getattr(material.head, name).clone() for name in ("mean", "std", "by_features", "base")}
    photographs, products = material.shown[0], copy.deepcopy(material.shown[0])
    # Every second word is said of products: its mean state says so, and it fits products alone.
    said_of_products = np.arange(WORDS) % 2 == 0
    material.word_texts.pooled[:, 0] = np.where(said_of_products, 9.0, -9.0)
    photographs.said[said_of_products] = 0
    both = dataclasses.replace(material, shown=[photographs, products])
    both.head.kind[0] = 5.0
    both.head.kind_bias.fill_(0.0)
    match_plain.fit_plain(both)
    for name, values in before.items():
        assert torch.equal(getattr(both.head, name), values)
    p = probabilities(both, both.word_texts, products, np.arange(PICTURES))[said_of_products]
    said = products.said[said_of_products]
    assert p[said >= SURE].mean() > 3 * p[said == 0].mean()
    kinds = match_plain.kinds_of(both.head, both.word_texts)
    assert (kinds[said_of_products] > 0.9).all() and (kinds[~said_of_products] < 0.1).all()


def test_what_a_caption_says_alone_is_unsure_and_what_a_title_says_is_not() -> None:
    captions = [["a red shoe", "a shoe", "a dog"], ["a hat", "a red hat", "hats"]]
    assert said_of(captions, None, ["red", "shoe", "hat"]).tolist() == [[1, 1], [2, 0], [0, 3]]
    assert said_of(captions, 2, ["red", "dog", "hat"]).tolist() == [[2, 2], [1, 0], [0, 2]]
    # Whether a person is in the picture of a product, its texts do not say.
    assert said_of(captions, 2, ["man"]).tolist() == [[1, 1]]
