import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from unseen_training import encoders, verify
from unseen_training.config import Recipe
from unseen_training.export import export_heads, export_image_head, export_text_head
from unseen_training.feature_set import FeatureSet, View
from unseen_training.features import TokenStates
from unseen_training.metrics import recalls
from unseen_training.plain import PlainHeads, PlainRecipe, read_base, read_plain_recipe, train_plain
from unseen_training.plain_pack import write_plain_pack
from unseen_training.taps import context_size, write_tapped
from unseen_training.train import train_heads

LITE = Path(__file__).parents[2] / "models" / "lite"
CONFIG = Path(__file__).parents[1] / "configs" / "plain.toml"


@pytest.fixture
def plain() -> PlainRecipe:
    domain = {"batch": 24, "weight": 1.0, "dropout": 0.1, "flip": False, "held_out": 0, "after": 0, "without": []}
    return dataclasses.replace(
        read_plain_recipe(CONFIG),
        name="tiny",
        version="0.0.2",
        domains={"products": domain},
        photographs=16,
        text_hidden=32,
        text_shift=0.0,
        steps=60,
        weight_decay=0.01,
        learning_rate=5e-3,
    )


def moved(features: FeatureSet, by: float) -> FeatureSet:
    """The same pictures and texts, stronger in every channel: another kind of picture, other texts."""
    views = [View((view[:].astype(np.float32) + by).astype(np.float16), np.arange(len(view))) for view in features.views]
    texts = TokenStates((features.texts.states.astype(np.float32) + by).astype(np.float16), features.texts.offsets)
    return FeatureSet(views, texts, features.captions, contexts=features.contexts)


@torch.no_grad()
def globals_of(heads: PlainHeads, data: FeatureSet) -> tuple[torch.Tensor, torch.Tensor]:
    return heads.image.embed_pooled(torch.from_numpy(data.pooled[0])), heads.text.embed_pooled(torch.from_numpy(data.means))


def text_to_image(heads: PlainHeads, data: FeatureSet) -> float:
    pictures, texts = globals_of(heads, data)
    return recalls((texts @ pictures.t()).numpy(), data.owners()).text_to_image[0]


def test_products_are_learned_and_photographs_stay_what_they_are(
    recipe: Recipe, plain: PlainRecipe, features: FeatureSet, tmp_path: Path
) -> None:
    old = train_heads(recipe, features, 0)
    export_heads(old, tmp_path)
    products = moved(features, 5.0)
    short = np.zeros((4, encoders.STATES), np.float32) + features.means.mean(0)
    base = read_base(tmp_path)
    untrained = train_plain(dataclasses.replace(plain, steps=2, learning_rate=1e-6), base, features, {"products": products}, short, 0, print)
    heads = train_plain(plain, base, features, {"products": products}, short, 0, print)
    with torch.no_grad():
        before = old.image.embed_pooled(torch.from_numpy(features.pooled[0])), old.text.embed_pooled(torch.from_numpy(features.means))
    for was, stays in zip(before, globals_of(heads, features)):
        assert (was * stays).sum(1).min() > 0.99
    assert text_to_image(heads, products) > max(50, text_to_image(untrained, products) + 10)


def test_the_graphs_equal_the_training_code(recipe: Recipe, plain: PlainRecipe, features: FeatureSet, tmp_path: Path) -> None:
    export_heads(train_heads(dataclasses.replace(recipe, epochs=1), features, 0), tmp_path)
    short = np.zeros((4, encoders.STATES), np.float32)
    heads = train_plain(dataclasses.replace(plain, steps=3), read_base(tmp_path), features, {"products": moved(features, 5.0)}, short, 0, print)
    export_image_head(heads.image, tmp_path / "image.onnx")
    export_text_head(heads.text, tmp_path / "text.onnx")
    maps = torch.cat([torch.randn(2, 1280, 7, 7), 5 + torch.randn(2, 1280, 7, 7)])
    found = encoders.open_session(tmp_path / "image.onnx").run(["global"], {"features": maps.numpy()})[0]
    assert np.abs(heads.image(maps)[0].detach().numpy() - found).max() < 2e-3
    states = torch.cat([torch.randn(2, 5, encoders.STATES), 5 + torch.randn(2, 5, encoders.STATES)])
    attention, words = torch.ones(4, 5, dtype=torch.int64), torch.ones(4, 5)
    feeds = {"states": states.numpy(), "attention_mask": attention.numpy(), "word_mask": words.numpy()}
    found = encoders.open_session(tmp_path / "text.onnx").run(["global"], feeds)[0]
    assert np.abs(heads.text(states, attention, words)[0].detach().numpy() - found).max() < 2e-3


def test_a_pack_keeps_the_encoders_and_scorers_of_its_base(plain: PlainRecipe, tmp_path: Path) -> None:
    draw = np.random.default_rng(0)
    write_tapped(LITE / "image-encoder.onnx", tmp_path / "image-encoder.onnx")
    context = context_size(tmp_path / "image-encoder.onnx")
    rows = draw.normal(size=(30, 49, 2 * encoders.FEATURES)).astype(np.float16)
    states = TokenStates(draw.normal(size=(180, encoders.STATES)).astype(np.float16), np.arange(0, 181, 6))
    contexts = [draw.normal(size=(30, context)).astype(np.float32)]
    photographs = FeatureSet([View(rows, np.arange(30))], states, 1, contexts=contexts)
    short = np.zeros((4, encoders.STATES), np.float32)
    products = {"products": moved(photographs, 3.0)}
    heads = train_plain(dataclasses.replace(plain, steps=1), read_base(LITE, context), photographs, products, short, 0, print)
    write_plain_pack(heads, LITE, tmp_path)
    assert verify.verify(tmp_path) == []
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert (manifest["name"], manifest["version"], manifest["format"]) == ("tiny", "0.0.2", 1)
    assert (tmp_path / "tokenizer.json").read_bytes() == (LITE / "tokenizer.json").read_bytes()


def test_a_recipe_with_a_wrong_key_is_refused(tmp_path: Path) -> None:
    text = CONFIG.read_text()
    for wrong in (text.replace("steps", "stepps"), text.replace("after", "behind", 1)):
        (tmp_path / "plain.toml").write_text(wrong)
        with pytest.raises(ValueError, match="missing or unknown keys"):
            read_plain_recipe(tmp_path / "plain.toml")
