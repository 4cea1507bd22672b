from pathlib import Path

import numpy as np
import onnx

from unseen_training import encoders
from unseen_training.export import export_scorer
from unseen_training.golden import scorer_inputs
from unseen_training.model import Heads
from unseen_training.scorer_graph import lighten


def test_a_lighter_graph_says_the_same(heads: Heads, tmp_path: Path) -> None:
    heads.imfa.agreement.returned.fill_(0.0)
    export_scorer(heads.imfa, 16, 8, tmp_path / "imfa.onnx")
    model = onnx.load(str(tmp_path / "imfa.onnx"))
    before = model.SerializeToString()
    lighten(model)
    once = model.SerializeToString()
    assert once != before
    lighten(model)
    assert model.SerializeToString() == once
    onnx.checker.check_model(model)
    onnx.save(model, str(tmp_path / "lighter.onnx"))
    for texts, pictures in ((1, 5), (5, 1), (3, 3)):
        inputs = scorer_inputs(texts, pictures, 6, 3, 16, 8)
        found = [
            encoders.open_session(tmp_path / name).run(["scores", "attention"], inputs) for name in ("imfa.onnx", "lighter.onnx")
        ]
        for was, now in zip(*found):
            assert np.allclose(was, now, atol=1e-5)
