import copy

import torch

from unseen_training.export import folded_image_head, folded_text_head
from unseen_training.feature_set import FeatureSet
from unseen_training.features import token_masks
from unseen_training.model import Heads
from unseen_training.pairs import embed_texts, imfa_matrix, self_matrix


def padded(features: FeatureSet, width: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The first three texts as states [3,width,384] with their masks."""
    lengths = features.texts.offsets[1:4] - features.texts.offsets[:3]
    states = torch.zeros(3, width, features.texts.states.shape[1])
    for row, start in enumerate(features.texts.offsets[:3]):
        states[row, : lengths[row]] = torch.from_numpy(features.texts.states[start : start + lengths[row]]).float()
    attention, words = token_masks(lengths, width)
    return states, torch.from_numpy(attention), torch.from_numpy(words)


@torch.no_grad()
def test_token_weights_share_one_over_the_words_and_nothing_elsewhere(heads: Heads, features: FeatureSet) -> None:
    states, attention, words = padded(features, 12)
    _, _, weights = heads.text(states, attention, words)
    assert torch.allclose(weights.sum(1), torch.ones(3))
    assert (weights[words == 0] == 0).all()
    assert (weights[words == 1] > 0).all()


@torch.no_grad()
def test_a_text_without_words_gets_no_weights(heads: Heads) -> None:
    _, _, weights = heads.text(torch.randn(1, 2, 384), torch.ones(1, 2), torch.zeros(1, 2))
    assert not weights.any()


@torch.no_grad()
def test_padding_changes_nothing(heads: Heads, features: FeatureSet) -> None:
    short, long = heads.text(*padded(features, 9)), heads.text(*padded(features, 20))
    assert torch.allclose(short[0], long[0], atol=1e-6)
    assert torch.allclose(short[2], long[2][:, :9], atol=1e-6)


@torch.no_grad()
def test_heads_folded_for_serving_give_the_same_vectors(heads: Heads, features: FeatureSet) -> None:
    texts = padded(features, 9)
    # Global vectors pass through weights of half precision.
    for place, (one, other) in enumerate(zip(heads.text(*texts), folded_text_head(heads.text)(*texts))):
        assert torch.allclose(one, other, atol=1e-5 if place else 1e-3)
    maps = torch.randn(2, 1280, 7, 7)
    for place, (one, other) in enumerate(zip(heads.image(maps), folded_image_head(heads.image)(maps))):
        assert torch.allclose(one, other, atol=1e-5 if place else 1e-3)


@torch.no_grad()
def test_scores_of_all_pairs_equal_scores_of_single_pairs(heads: Heads, features: FeatureSet) -> None:
    image_global, regions = heads.image.embed(torch.from_numpy(features.views[0][:4]).float())
    states = padded(features, 9)
    text_global, tokens, weights = heads.text(*states)
    texts = embed_texts(heads.text, features.means, features.texts, torch.arange(3).numpy())
    sentence = copy.deepcopy(heads.imfa)
    sentence.level = "sentence"
    forms = ((heads.imfa, imfa_matrix), (sentence, imfa_matrix), (heads.self_attention, self_matrix))
    for scorer, matrix in forms:
        whole = matrix(scorer, texts, image_global, regions)
        for text in range(3):
            one = slice(text, text + 1)
            scores, attention = scorer(text_global[one], tokens[one], weights[one], image_global, regions)
            assert torch.allclose(whole[text], scores, atol=1e-5)
            assert attention.shape == (4, 9, 49)
            assert torch.allclose(attention.sum(-1), torch.ones(4, 9), atol=1e-5)


@torch.no_grad()
def test_word_weights_follow_what_a_linear_map_of_the_states_can_tell(heads: Heads) -> None:
    torch.manual_seed(2)
    states, direction = torch.randn(2000, 384), torch.randn(384) / 384**0.5
    heads.text.token_norm.fit(states)
    torch.nn.init.zeros_(heads.text.to_weight.weight)
    heads.text.add_to_weights(states, states @ direction)
    _, raw = heads.text.embed_words(states)
    assert torch.corrcoef(torch.stack([raw.log(), states @ direction]))[0, 1] > 0.9
