"""Scores of every text against every picture, as training and evaluation need them.

`heads.ImfaScorer` and `heads.SelfScorer` score aligned pairs, which is what is served. The functions here compute the
same numbers for a whole matrix of pairs with the words of all texts laid end to end, so that no padding is computed.
A test holds both forms against each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from .agreement import PerText
from .features import TokenStates
from .heads import ImfaScorer, SelfScorer, TextHead, unit
from .hubness import Hubness


@dataclass(frozen=True)
class Texts:
    """A text side: globals [A,D] and the words of all texts end to end: vectors [W,d], weights [W], owners [W]."""

    globals: torch.Tensor
    words: torch.Tensor
    weights: torch.Tensor
    owners: torch.Tensor

    def select(self, which: torch.Tensor) -> "Texts":
        """The texts at rows `which`, in that order, renumbered."""
        place = torch.full((len(self.globals),), -1, dtype=torch.int64)
        place[which] = torch.arange(len(which))
        kept = torch.nonzero(place[self.owners] >= 0).squeeze(1)
        return Texts(self.globals[which], self.words[kept], self.weights[kept], place[self.owners[kept]])

    def as_sentences(self) -> "Texts":
        """Each text as one word: the weighted sum of its words, L2-normalized."""
        sums = torch.zeros(len(self.globals), self.words.shape[1])
        sums = sums.index_add(0, self.owners, self.words * self.weights.unsqueeze(1))
        return Texts(self.globals, unit(sums), torch.ones(len(sums)), torch.arange(len(sums)))


def embed_texts(
    head: TextHead, means: np.ndarray, states: TokenStates, which: np.ndarray, word_dropout: float = 0.0
) -> Texts:
    """Run the text head on texts `which`; `means` are the mean states of all texts [N,H].

    With `word_dropout` a random share of the words is left out of the weights, as if the text had been worded shorter.
    """
    rows, places = states.words(which)
    owners = torch.from_numpy(places)
    words, raw = head.embed_words(torch.from_numpy(rows))
    if word_dropout > 0:
        raw = raw * (torch.rand(len(raw)) >= word_dropout)
    sums = torch.zeros(len(which)).index_add(0, owners, raw)
    text_global = head.embed_pooled(torch.from_numpy(means[which]))
    return Texts(text_global, words, raw / sums[owners].clamp_min(1e-6), owners)


def _per_text(texts: Texts) -> PerText:
    """Sums over the words of each text: [B,W,...] -> [B,A,...]."""

    def summed(words: torch.Tensor) -> torch.Tensor:
        out = torch.zeros(len(words), len(texts.globals), *words.shape[2:], dtype=words.dtype)
        return out.index_add(1, texts.owners, words)

    return summed


def _rows_dot(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Inner products along the last axis, without the intermediate product (4 times faster on a CPU)."""
    return torch.einsum("bwr,bwr->bw", a, b)


def _products(words: torch.Tensor, regions: torch.Tensor) -> torch.Tensor:
    """Inner products [B,W,R] of words [W,d] with regions [B,R,d], as one matrix product.

    A batched one over pictures makes a gradient of the words for every picture: a training step takes a quarter longer.
    """
    flat = torch.matmul(words, regions.flatten(0, 1).t())
    return flat.view(len(words), *regions.shape[:2]).transpose(0, 1).contiguous()


def imfa_regional(
    scorer: ImfaScorer, texts: Texts, image_global: torch.Tensor, regions: torch.Tensor
) -> torch.Tensor:
    """The word-guided regional term [A,B] of texts against pictures [B,D], [B,R,d], before its factor."""
    if scorer.level == "sentence":
        texts = texts.as_sentences()
    similar = _products(texts.words, regions)  # [B,W,R]
    fused = scorer.fusion(texts.globals.unsqueeze(0), image_global.unsqueeze(1))  # [B,A,d]
    shift = torch.matmul(fused, regions.transpose(1, 2))  # [B,A,R]
    logits = (similar + shift[:, texts.owners]) * scorer.log_sharpness.exp()
    attention = logits.softmax(-1)
    # Cosine of word and attended region without forming the attended region (d numbers a pair):
    # its length comes from the Gram matrix of the regions (R x R a picture).
    gram = torch.matmul(regions, regions.transpose(1, 2))
    length = _rows_dot(torch.matmul(attention, gram), attention).clamp_min(1e-12).sqrt()
    similarity = _rows_dot(attention, similar) / length
    return scorer.agreement(similarity, similar, texts.weights, _per_text(texts)).t()


def self_regional(
    scorer: SelfScorer, texts: Texts, image_global: torch.Tensor, regions: torch.Tensor
) -> torch.Tensor:
    """The regional term [A,B] of the self-attention baseline, before its factor; it has no use for the globals."""
    similarity = torch.matmul(scorer.pool(regions)[0], texts.words.t())
    return scorer.agreement(similarity, similarity.unsqueeze(-1), texts.weights, _per_text(texts)).t()


def global_matrix(hubness: Hubness, text_global: torch.Tensor, image_global: torch.Tensor) -> torch.Tensor:
    """Inner products [A,B] of texts and pictures, less the hubness of both."""
    inner = text_global @ image_global.t()
    return inner - hubness.of_texts(text_global).unsqueeze(1) - hubness.of_pictures(image_global)


def imfa_matrix(
    scorer: ImfaScorer, texts: Texts, image_global: torch.Tensor, regions: torch.Tensor
) -> torch.Tensor:
    """IMFA scores [A,B]: global inner product less hubness plus factor times regional term."""
    regional = imfa_regional(scorer, texts, image_global, regions)
    return global_matrix(scorer.hubness, texts.globals, image_global) + scorer.factor * regional


def self_matrix(
    scorer: SelfScorer, texts: Texts, image_global: torch.Tensor, regions: torch.Tensor
) -> torch.Tensor:
    """Self-attention scores [A,B]: global inner product less hubness plus factor times regional term."""
    regional = self_regional(scorer, texts, image_global, regions)
    return global_matrix(scorer.hubness, texts.globals, image_global) + scorer.factor * regional
