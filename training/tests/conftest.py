"""Tiny synthetic sets: random features in which texts and pictures share hidden concepts."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from unseen_training import encoders
from unseen_training.config import Recipe
from unseen_training.feature_set import FeatureSet, View
from unseen_training.features import TokenStates
from unseen_training.heads import unit
from unseen_training.model import Heads
from unseen_training.train import settle

PICTURES, CAPTIONS, REGIONS = 48, 2, 49


@pytest.fixture
def recipe() -> Recipe:
    return Recipe(
        name="tiny",
        version="0.0.1",
        backbones=["lite0"],
        int8_encoder=False,
        global_dim=16,
        region_dim=8,
        fusion_rank=4,
        image_dropout=0.1,
        text_dropout=0.1,
        flip=False,
        batch=16,
        regional_batch=8,
        region_share=1.0,
        cluster=1,
        imfa_level="word",
        detach_global=False,
        rarity_share=0.5,
        rarity_added=0.5,
        sharpened=2.0,
        fusion_share=0.5,
        imfa_share=0.8,
        self_share=0.7,
        imfa_returned=0.5,
        self_returned=0.3,
        hub_texts=0.7,
        hub_pictures=0.5,
        hub_sample=20,
        word_dropout=0.1,
        captions_per_picture=1,
        epochs=8,
        learning_rate=5e-3,
        weight_decay=0.01,
        warm_up=0.2,
        inn_weight=1.0,
        imfa_weight=1.0,
        self_weight=1.0,
        alone_share=0.5,
    )


@pytest.fixture
def features() -> FeatureSet:
    """Each picture has a hidden vector that shows in three of its regions and in every word of its captions."""
    draw = np.random.default_rng(5)
    hidden = draw.normal(size=(PICTURES, 6))
    to_feature = draw.normal(size=(6, encoders.FEATURES))
    to_state = draw.normal(size=(6, encoders.STATES))
    pictures = 0.3 * draw.normal(size=(PICTURES, REGIONS, encoders.FEATURES))
    for index in range(PICTURES):
        pictures[index, draw.permutation(REGIONS)[:3]] += hidden[index] @ to_feature
    lengths = draw.integers(4, 9, PICTURES * CAPTIONS)
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    states = np.repeat(np.repeat(hidden @ to_state, CAPTIONS, 0), lengths, 0)
    states = states + 0.3 * draw.normal(size=states.shape)
    texts = TokenStates(states.astype(np.float16), offsets)
    return FeatureSet([View(pictures.astype(np.float16), np.arange(PICTURES))], texts, CAPTIONS)


@pytest.fixture
def heads(recipe: Recipe) -> Heads:
    """Untrained heads with every parameter away from its neutral start."""
    torch.manual_seed(1)
    heads = Heads(recipe)
    with torch.no_grad():
        for parameter in heads.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    for norm in (heads.image.to_global.norm, heads.image.region_norm, heads.text.to_global.norm, heads.text.token_norm):
        norm.fit(torch.randn(50, len(norm.mean)) * 2 + 1)
    heads.hubness.fit(unit(torch.randn(20, 16)), unit(torch.randn(20, 16)))
    settle(heads)
    return heads.eval()
