from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from unseen_training import encoders, verify
from unseen_training.offline import QuickPack, score_matrix
from unseen_training.quantize import quantize

LITE = Path(__file__).parents[2] / "models" / "lite"


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    draw = np.random.default_rng(3)
    paths = [tmp_path / f"{i}.png" for i in range(3)]
    for path in paths:
        Image.fromarray(draw.integers(0, 255, (40, 60, 3), np.uint8)).save(path)
    return paths


def test_a_matrix_holds_what_scoring_each_pair_alone_gives(pictures: list[Path]) -> None:
    texts = ["a red dog", "two children on a beach at night"]
    matrix = score_matrix(QuickPack(LITE), pictures, texts, "imfa")
    assert matrix.shape == (2, 3)
    pack = verify.Pack(LITE)
    tokenizer = encoders.open_tokenizer((LITE / "tokenizer.json").read_text("utf8"))
    pixels = encoders.normalize_pixels(encoders.load_pixels(pictures[1])[None])
    image = pack.run_stages("image", {"pixels": pixels})
    regions, scales = quantize(image["regions"])
    text = pack.run_stages("text", verify.text_bag(np.asarray([tokenizer.encode(texts[1]).ids], np.int64)))
    inputs = {
        "text_global": text["global"],
        "tokens": text["tokens"],
        "token_weights": text["token_weights"],
        "image_global": image["global"],
        "regions": regions,
        "region_scale": scales,
    }
    alone, _ = pack.score("imfa", inputs)
    assert abs(float(alone[0]) - float(matrix[1, 1])) < 1e-5
