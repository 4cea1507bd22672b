"""Command line: `python -m unseen_training <command>`; `--help` lists the commands."""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path

import torch

from . import encoders, evaluate, features, pack, verify
from .config import Recipe, read_recipe
from .data import load_split
from .model import Heads
from .train import FeatureSet, train_heads

THREADS = 2


def image_encoder(cache: Path) -> Path:
    """The exported image encoder in the cache folder, made on first use."""
    path = cache / "image-encoder.onnx"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        encoders.export_image_encoder(partial)
        partial.rename(path)
    return path


def load_features(folder: Path, split: str, cache: Path, flip: bool) -> FeatureSet:
    """Features of a split of Flickr8k (five captions a picture), from the cache or computed."""
    data = load_split(folder, split)
    counts = {len(captions) for captions in data.captions}
    if len(counts) != 1:
        raise ValueError(f"pictures of {split} have different numbers of captions: {sorted(counts)}")
    encoder = image_encoder(cache)
    views = [features.cached_pictures(data, encoder, cache)]
    if flip:
        views.append(features.cached_pictures(data, encoder, cache, flip=True))
    texts = [caption for captions in data.captions for caption in captions]
    return FeatureSet(views, features.cached_texts(texts, cache), counts.pop())


def save_heads(heads: Heads, path: Path) -> None:
    """Keep trained heads with the recipe that made them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"recipe": dataclasses.asdict(heads.recipe), "state": heads.state_dict()}, path)


def load_heads(path: Path) -> Heads:
    """Heads written by `save_heads`, in evaluation mode."""
    stored = torch.load(path)
    heads = Heads(Recipe(**stored["recipe"]))
    heads.load_state_dict(stored["state"])
    return heads.eval()


def _train(args: argparse.Namespace) -> None:
    recipe = read_recipe(args.recipe)
    data = load_features(args.data, "train", args.cache, recipe.flip)
    save_heads(train_heads(recipe, data, args.seed, lambda line, _: print(line, flush=True)), args.out)


def _evaluate(args: argparse.Namespace) -> None:
    figures = evaluate.figures(load_heads(args.heads), load_features(args.data, args.split, args.cache, False))
    text = json.dumps(figures, indent=2)
    if args.out:
        args.out.write_text(text + "\n", "utf8")
    print(text)


def _export(args: argparse.Namespace) -> None:
    pack.write_pack(load_heads(args.heads), image_encoder(args.cache), args.pack)
    _verify(args)


def _manifest(args: argparse.Namespace) -> None:
    pack.refresh_manifest(args.pack)
    _verify(args)


def _verify(args: argparse.Namespace) -> None:
    problems = verify.verify(args.pack)
    if problems:
        raise SystemExit("\n".join(problems))
    print(f"{args.pack}: files, checksums and golden vectors agree")


def main() -> None:
    """Parse the command line and run one command."""
    parser = argparse.ArgumentParser(prog="unseen_training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, run, text: str, *options: str) -> argparse.ArgumentParser:  # type: ignore[no-untyped-def]
        sub = commands.add_parser(name, help=text)
        sub.set_defaults(run=run)
        for option in options:
            sub.add_argument(f"--{option}", type=Path, required=True)
        return sub

    train = command("train", _train, "train heads and keep them", "recipe", "data", "cache", "out")
    train.add_argument("--seed", type=int, default=0)
    measure = command("evaluate", _evaluate, "recalls of trained heads on a split", "heads", "data", "cache")
    measure.add_argument("--split", default="dev")
    measure.add_argument("--out", type=Path)
    command("export", _export, "write a model pack from trained heads", "heads", "cache", "pack")
    command("manifest", _manifest, "compute a pack's manifest anew after a document changed", "pack")
    command("verify", _verify, "check a pack's files and golden vectors", "pack")
    args = parser.parse_args()
    torch.set_num_threads(THREADS)
    args.run(args)


if __name__ == "__main__":
    main()
