import numpy as np

from unseen_training.golden import Lcg, formula_picture, scorer_inputs


def test_the_generator_is_the_documented_one() -> None:
    assert Lcg(1).draw(2).tolist() == [1015568748, (1664525 * 1015568748 + 1013904223) % 2**32]


def test_the_picture_follows_its_formula() -> None:
    picture = formula_picture(224)
    assert picture.dtype == np.uint8
    for y, x, c in ((0, 0, 0), (3, 100, 2), (223, 223, 1)):
        assert picture[y, x, c] == (x * (c + 2) + y * (5 - c) + (x * y) // 64 * 3) % 256


def test_scorer_inputs_have_the_served_types_and_ranges() -> None:
    inputs = scorer_inputs(2, 3, 4, 9, 16, 8)
    assert inputs["regions"].dtype == np.int8 and inputs["regions"].shape == (3, 49, 8)
    assert inputs["regions"].min() >= -127
    assert all(value.dtype == np.float32 for name, value in inputs.items() if name != "regions")
    assert not inputs["token_weights"][:, [0, -1]].any()
    assert (inputs["region_scale"] >= 1 / 1024).all() and (inputs["region_scale"] < 1 / 512).all()
