"""The trained parts of a pack: picture and text heads.

Shapes: B batch, R regions (49), T token positions, D global dimensions, d region dimensions.
"""

from __future__ import annotations

import torch
from torch import nn

from .agreement import Agreement, over_positions
from .hubness import Hubness


def unit(x: torch.Tensor) -> torch.Tensor:
    """L2-normalize the last axis; a zero row stays zero."""
    return x / x.norm(dim=-1, keepdim=True).clamp_min(1e-6)


RIDGE = 100.0


class Standardize(nn.Module):
    """(x - mean) / std per dimension, with statistics of the training set held as constants."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(size))
        self.register_buffer("std", torch.ones(size))

    def fit(self, rows: torch.Tensor) -> None:
        """Take mean and standard deviation from rows [N,size]."""
        self.mean.copy_(rows.mean(0))
        self.std.copy_(rows.std(0).clamp_min(1e-2))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return (x - self.mean) / self.std


class GlobalMap(nn.Module):
    """Pooled features [B,C] -> global [B,D], L2-normalized; a linear map.

    With `kinds` there are two maps, one for photographs and their captions and one for what lies on a plain ground (products, drawings)
    and what is said of it, mixed by how much an input looks like either. With `hidden` the second is that many rectified units more than
    linear. `plain.py` learns the second.
    """

    def __init__(self, channels: int, global_dim: int, dropout: float, kinds: bool = False, hidden: int = 0) -> None:
        super().__init__()
        self.kinds = kinds
        self.dropout = nn.Dropout(dropout)
        self.norm: nn.Module = Standardize(channels)
        self.linear = nn.Linear(channels, global_dim)
        if kinds:
            self.plain = nn.Linear(channels, global_dim)
            self.kind = nn.Linear(channels, 1).requires_grad_(False)
        self.hidden = nn.Linear(channels, hidden) if hidden > 0 else None
        self.of_hidden = nn.Linear(hidden, global_dim) if hidden > 0 else None

    def forward(self, pooled: torch.Tensor) -> torch.Tensor:
        normed = self.norm(pooled)
        mapped = self.linear(self.dropout(normed))
        if not self.kinds:
            return unit(mapped)
        plain = torch.sigmoid(self.kind(normed))
        second = self.plain(normed)
        if self.hidden is not None and self.of_hidden is not None:
            second = second + self.of_hidden(torch.relu(self.hidden(normed)))
        return unit((1 - plain) * mapped + plain * second)


class ImageHead(nn.Module):
    """features [B,C,rows,cols], and `context` [B,E] where the encoder has it -> `global` [B,D] and `regions` [B,R,d], both L2-normalized.

    The global vector is a map of the features' mean and maximum over the regions (a pattern that is strong anywhere counts, however
    small) and of the context; each region a linear map of its own feature.
    """

    def __init__(self, channels: int, global_dim: int, region_dim: int, dropout: float, kinds: bool = False, context: int = 0) -> None:
        super().__init__()
        self.region_norm = Standardize(channels)
        self.dropout = nn.Dropout(dropout)
        self.to_global = GlobalMap(2 * channels + context, global_dim, dropout, kinds)
        self.to_region = nn.Linear(channels, region_dim)

    def embed_pooled(self, pooled: torch.Tensor) -> torch.Tensor:
        """Mean and maximum of the features, and the context [B,2C+E] -> global [B,D]."""
        return self.to_global(pooled)

    def embed_regions(self, rows: torch.Tensor) -> torch.Tensor:
        """Features as rows [B,R,C] -> regions [B,R,d]."""
        if not self.training:
            return unit(self.to_region(self.region_norm(rows)))
        # One channel mask for all regions of a picture: regions stay comparable, and drawing it costs R times less.
        # It carries the standardization along, so that the features are passed over once.
        scale = self.dropout(torch.ones(len(rows), 1, rows.shape[2])) / self.region_norm.std
        across = self.to_region.weight.t()
        shift = self.to_region.bias - torch.matmul(self.region_norm.mean * scale, across)
        return unit(torch.matmul(rows * scale, across) + shift)

    def embed(self, rows: torch.Tensor, context: torch.Tensor | None = None) -> tuple[torch.Tensor, torch.Tensor]:
        """Features as rows [B,R,C] -> global [B,D], regions [B,R,d]."""
        pooled = [rows.mean(1), rows.amax(1), *([] if context is None else [context])]
        return self.embed_pooled(torch.cat(pooled, 1)), self.embed_regions(rows)

    def forward(self, features: torch.Tensor, context: torch.Tensor | None = None) -> tuple[torch.Tensor, torch.Tensor]:
        return self.embed(features.flatten(2).transpose(1, 2), context)


class WordWeights(nn.Module):
    """How much each word of a text counts: the exponential of a linear map of its standardized state [...,H]."""

    def __init__(self, states: int) -> None:
        super().__init__()
        self.token_norm = Standardize(states)
        self.to_weight = nn.Linear(states, 1)
        nn.init.zeros_(self.to_weight.weight)
        nn.init.zeros_(self.to_weight.bias)

    @torch.no_grad()
    def add_to_weights(self, states: torch.Tensor, logits: torch.Tensor) -> None:
        """Multiply word weights by exp(logits [M]) as far as a linear map of the states [M,H] can tell (ridge regression)."""
        rows = torch.cat([self.token_norm(states), torch.ones(len(states), 1)], 1).double()
        gram = rows.t() @ rows + RIDGE * torch.eye(rows.shape[1], dtype=rows.dtype)
        found = torch.linalg.solve(gram, rows.t() @ (logits - logits.mean()).double()).float()
        self.to_weight.weight.add_(found[:-1].unsqueeze(0))
        self.to_weight.bias.add_(found[-1:])

    def weigh(self, normed: torch.Tensor) -> torch.Tensor:
        """Standardized states [...,H] -> positive weights [...], yet to be normalized over a text's words."""
        return self.to_weight(normed).squeeze(-1).clamp(-10.0, 10.0).exp()


class TextHead(WordWeights):
    """states [B,T,H] -> `global` [B,D], `tokens` [B,T,d] (both L2-normalized) and `token_weights` [B,T].

    The global vector is a map of the states' mean over the attention mask (the pooling all-MiniLM-L6-v2 was
    trained with). Token weights are a softmax over the words of the text: they sum to 1 and are 0 where `word_mask` is.
    """

    def __init__(
        self, states: int, global_dim: int, region_dim: int, dropout: float, kinds: bool = False, hidden: int = 0
    ) -> None:
        super().__init__(states)
        self.dropout = nn.Dropout(dropout)
        self.to_global = GlobalMap(states, global_dim, dropout, kinds, hidden)
        self.to_token = nn.Linear(states, region_dim)

    def embed_pooled(self, pooled: torch.Tensor) -> torch.Tensor:
        """Mean states [B,H] -> global [B,D]."""
        return self.to_global(pooled)

    def embed_words(self, states: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """States [...,H] -> tokens [...,d] and positive weights [...] yet to be normalized over a text's words."""
        normed = self.token_norm(states)
        tokens = unit(self.to_token(self.dropout(normed)))
        return tokens, self.weigh(normed)

    def forward(
        self, states: torch.Tensor, attention_mask: torch.Tensor, word_mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        mask = attention_mask.to(states.dtype).unsqueeze(-1)
        pooled = (states * mask).sum(1) / mask.sum(1).clamp_min(1.0)
        tokens, raw = self.embed_words(states)
        raw = raw * word_mask
        return self.embed_pooled(pooled), tokens, raw / raw.sum(1, keepdim=True).clamp_min(1e-6)


class Fusion(nn.Module):
    """Low-rank bilinear fusion of a text and a picture (Kim et al., arXiv:1610.04325).

    text [A,D], picture [B,D] -> [N,d]: project(tanh(text) * tanh(picture)).
    """

    def __init__(self, global_dim: int, rank: int, region_dim: int) -> None:
        super().__init__()
        self.text = nn.Linear(global_dim, rank)
        self.picture = nn.Linear(global_dim, rank)
        self.project = nn.Linear(rank, region_dim)
        nn.init.zeros_(self.project.weight)
        nn.init.zeros_(self.project.bias)

    def forward(self, text_global: torch.Tensor, image_global: torch.Tensor) -> torch.Tensor:
        # Globals are unit vectors with entries around 1/sqrt(D); scaled up, tanh is used beyond its linear part.
        scale = self.text.in_features**0.5
        joined = torch.tanh(self.text(text_global * scale)) * torch.tanh(self.picture(image_global * scale))
        return self.project(joined)


def global_scores(hubness: Hubness, text_global: torch.Tensor, image_global: torch.Tensor) -> torch.Tensor:
    """Inner products of aligned texts and pictures less the hubness of both: [A,D], [B,D] -> [N]."""
    inner = (text_global * image_global).sum(-1)
    return inner - hubness.of_texts(text_global) - hubness.of_pictures(image_global)


class ImfaScorer(nn.Module):
    """Inter-modality fusion attention at word level, added to the global inner product.

    Per pair of text and picture: each word's query is its token vector shifted by the fusion of the whole text with
    the whole picture; a softmax over the regions at the learned sharpness gives where the word looks; the word's
    similarity is the cosine of its token with the attended region. What `Agreement` makes of the words is added to the
    inner product of the globals with a learned factor, and the `Hubness` of both is taken away. After Chakraborty, Wang and Wang, ICIP 2021,
    doi 10.1109/ICIP42928.2021.9506182 (attention guided by the fusion) and Lee et al., arXiv:1803.08024 (per word).

    At the `sentence` level, as in the paper, the text attends once: its words' weighted sum takes the place of the words.

    text_global [A,D], tokens [A,T,d], token_weights [A,T], image_global [B,D], regions [B,R,d], with A == B or one of
    them 1 (N the larger) -> scores [N], attention [N,T,R].
    """

    def __init__(
        self,
        global_dim: int,
        region_dim: int,
        rank: int,
        hubness: Hubness,
        level: str = "word",
        sharpness: float = 8.0,
    ) -> None:
        super().__init__()
        self.hubness = hubness
        self.level = level
        self.fusion = Fusion(global_dim, rank, region_dim)
        self.agreement = Agreement()
        self.log_sharpness = nn.Parameter(torch.tensor(sharpness).log())
        self.factor = nn.Parameter(torch.tensor(1.0))

    def forward(
        self,
        text_global: torch.Tensor,
        tokens: torch.Tensor,
        token_weights: torch.Tensor,
        image_global: torch.Tensor,
        regions: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        positions = tokens.shape[1]
        if self.level == "sentence":
            tokens = unit((tokens * token_weights.unsqueeze(-1)).sum(1, keepdim=True))
            token_weights = torch.ones_like(tokens[..., 0])
        across = regions.transpose(1, 2)
        products = torch.matmul(tokens, across)
        shift = torch.matmul(self.fusion(text_global, image_global).unsqueeze(1), across)
        attention = ((products + shift) * self.log_sharpness.exp()).softmax(-1)
        attended = unit(torch.matmul(attention, regions))
        similarity = (attended * tokens).sum(-1)
        regional = self.agreement(similarity, products, token_weights, over_positions)
        scores = global_scores(self.hubness, text_global, image_global) + self.factor * regional
        return scores, attention.expand(-1, positions, -1) if self.level == "sentence" else attention


class SelfScorer(nn.Module):
    """The baseline without guidance: regions are pooled by a self-attention that never sees the text.

    Region weights are softmax(u . tanh(W region)) (Lin et al., arXiv:1703.03130); the text side (words and their
    weights), `Agreement`, the added global inner product and the hubness taken away are those of IMFA. Same inputs and outputs as `ImfaScorer`.
    """

    def __init__(self, region_dim: int, hubness: Hubness, hidden: int = 128) -> None:
        super().__init__()
        self.hubness = hubness
        self.agreement = Agreement()
        self.hidden = nn.Linear(region_dim, hidden)
        self.to_logit = nn.Linear(hidden, 1)
        nn.init.zeros_(self.to_logit.weight)
        self.factor = nn.Parameter(torch.tensor(1.0))

    def pool(self, regions: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """regions [B,R,d] -> the pooled region [B,d], L2-normalized, and the weights [B,R]."""
        scale = self.hidden.in_features**0.5
        weights = self.to_logit(torch.tanh(self.hidden(regions * scale))).squeeze(-1).softmax(-1)
        return unit((weights.unsqueeze(-1) * regions).sum(1)), weights

    def forward(
        self,
        text_global: torch.Tensor,
        tokens: torch.Tensor,
        token_weights: torch.Tensor,
        image_global: torch.Tensor,
        regions: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        pooled, weights = self.pool(regions)
        similarity = (pooled.unsqueeze(1) * tokens).sum(-1)
        regional = self.agreement(similarity, similarity.unsqueeze(-1), token_weights, over_positions)
        scores = global_scores(self.hubness, text_global, image_global) + self.factor * regional
        attention = weights.unsqueeze(1) + torch.zeros_like(similarity).unsqueeze(-1)
        return scores, attention
