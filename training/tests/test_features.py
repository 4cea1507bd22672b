import numpy as np
import pytest

from unseen_training import encoders
from unseen_training.features import TokenStates, token_masks, token_rarity


def test_words_leave_out_the_special_positions_and_know_their_text() -> None:
    states = np.arange(9, dtype=np.float16)[:, None]
    texts = TokenStates(states, np.array([0, 4, 6, 9]))
    rows, owners = texts.words(np.array([2, 0, 1]))
    assert rows.ravel().tolist() == [7, 1, 2]
    assert owners.tolist() == [0, 1, 1]
    assert texts.means().ravel().tolist() == [1.5, 4.5, 7.0]


def test_masks_mark_real_positions_and_words() -> None:
    attention, words = token_masks(np.array([4, 2]), 5)
    assert attention.tolist() == [[1, 1, 1, 1, 0], [1, 1, 0, 0, 0]]
    assert words.tolist() == [[0, 1, 1, 0, 0], [0, 0, 0, 0, 0]]


def test_the_tokenizer_cuts_long_texts_keeps_both_ends_and_never_pads() -> None:
    tokenizer = encoders.open_tokenizer(encoders.pack_tokenizer_json())
    assert tokenizer.encode("A dog runs").ids == [101, 1037, 3899, 3216, 102]
    long = tokenizer.encode("dog " * 500).ids
    assert len(long) == encoders.MAX_TOKENS and long[0] == 101 and long[-1] == 102


def test_pixels_are_planes_around_zero() -> None:
    rgb = np.zeros((1, 2, 2, 3), np.uint8)
    rgb[0, 1, 0] = (255, 127, 0)
    planes = encoders.normalize_pixels(rgb)
    assert planes.shape == (1, 3, 2, 2)
    assert planes[0, :, 1, 0].tolist() == [1.0, 0.0, -127 / 128]


def test_a_token_in_every_text_is_not_rare_and_one_in_few_is() -> None:
    rarity = token_rarity(["a dog", "a cat", "a dog runs", "a red cat"], encoders.pack_tokenizer_json())
    # [CLS] a dog [SEP], ...
    assert rarity[:4].tolist() == pytest.approx([0, 0, np.log(2), 0])
    assert rarity[11] == pytest.approx(np.log(4))
