from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

from unseen_training import encoders
from unseen_training.text_graph import look_up_first, write_text_encoder

LITE = Path(__file__).parents[2] / "models" / "lite" / "text-encoder.onnx"


def table_graph() -> onnx.ModelProto:
    """ids [B,T] -> rows of an int8 table with a scale for each."""
    draw = np.random.default_rng(0)
    table, scale = draw.integers(-127, 128, (9, 4)).astype(np.int8), draw.random((9, 1)).astype(np.float32)
    nodes = [
        helper.make_node("Cast", ["table"], ["wide"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["wide", "scale"], ["weight"]),
        helper.make_node("Gather", ["weight", "ids"], ["rows"], axis=0),
    ]
    ends = [helper.make_tensor_value_info("ids", TensorProto.INT64, ["b", "t"])], [helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["b", "t", 4])]
    constants = [numpy_helper.from_array(table, "table"), numpy_helper.from_array(scale, "scale")]
    return helper.make_model(helper.make_graph(nodes, "g", *ends, constants), opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def test_words_are_looked_up_before_they_are_widened_and_every_number_stays() -> None:
    ids = np.asarray([[0, 8, 3], [5, 5, 1]])
    found = [
        ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"]).run(None, {"ids": ids})[0]
        for model in (table_graph(), look_up_first(table_graph()))
    ]
    assert np.array_equal(*found)
    first = look_up_first(table_graph()).graph.node[0]
    assert (first.op_type, first.input[0]) == ("Gather", "table")


def test_the_graph_that_ships_has_nothing_left_to_change_and_says_what_its_source_says(tmp_path: Path) -> None:
    write_text_encoder(LITE, tmp_path / "again.onnx")
    assert (tmp_path / "again.onnx").read_bytes() == LITE.read_bytes()
    ids = np.asarray([[101, 1037, 3899, 102]])
    feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    sessions = (encoders.open_session(path) for path in (LITE, encoders.text_encoder_path()))
    assert np.array_equal(*(session.run(["last_hidden_state"], feeds)[0] for session in sessions))
