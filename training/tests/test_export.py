from pathlib import Path

import numpy as np
import pytest
import torch

from unseen_training import encoders
from unseen_training.export import StoredRegions, export_heads, folded_image_head, folded_text_head
from unseen_training.golden import scorer_inputs
from unseen_training.model import Heads


def run(path: Path, feeds: dict[str, np.ndarray], outputs: list[str]) -> list[np.ndarray]:
    return encoders.open_session(path).run(outputs, feeds)


@torch.no_grad()
@pytest.mark.parametrize(("texts", "pictures"), [(1, 4), (4, 1), (3, 3), (1, 1)])
def test_graphs_equal_the_training_code_for_any_batch(
    heads: Heads, tmp_path: Path, texts: int, pictures: int
) -> None:
    export_heads(heads, tmp_path)
    maps = torch.randn(pictures, 1280, 7, 7)
    found = run(tmp_path / "image-head.onnx", {"features": maps.numpy()}, ["global", "regions"])
    for expected, served, actual in zip(heads.image(maps), folded_image_head(heads.image)(maps), found):
        assert np.abs(served.numpy() - actual).max() < 1e-5
        assert np.abs(expected.numpy() - actual).max() < 1e-3

    states, attention, words = torch.randn(texts, 6, 384), torch.ones(texts, 6, dtype=torch.int64), torch.ones(texts, 6)
    attention[0, 4:], words[:, 0], words[0, 3:] = 0, 0, 0
    feeds = {"states": states.numpy(), "attention_mask": attention.numpy(), "word_mask": words.numpy()}
    found = run(tmp_path / "text-head.onnx", feeds, ["global", "tokens", "token_weights"])
    for expected, actual in zip(folded_text_head(heads.text)(states, attention, words), found):
        assert np.abs(expected.numpy() - actual).max() < 1e-5

    inputs = scorer_inputs(texts, pictures, 6, 3, heads.recipe.global_dim, heads.recipe.region_dim)
    tensors = [torch.from_numpy(value) for value in inputs.values()]
    for name, scorer in (("imfa", heads.imfa), ("self", heads.self_attention)):
        scores, attention_maps = run(tmp_path / f"{name}.onnx", inputs, ["scores", "attention"])
        expected_scores, expected_maps = StoredRegions(scorer)(*tensors)
        assert scores.shape == (max(texts, pictures),)
        assert attention_maps.shape == (max(texts, pictures), 6, 49)
        assert np.abs(expected_scores.numpy() - scores).max() < 1e-5
        assert np.abs(expected_maps.numpy() - attention_maps).max() < 1e-5
