"""Command line: `python -m unseen_training <command>`; `--help` lists the commands."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch

from . import base_pack, collection_train, compare, evaluate, match_measure, match_plain, match_train, pack, plain_measure, store, table, verify
from .catalogues import read_catalogue
from .config import Recipe, read_recipe
from .data import load_flickr8k, read_names
from .detector_graph import write_detector
from .feature_set import FeatureSet
from .plain import PlainRecipe, read_base, read_plain_recipe, train_plain
from .plain_globals import told_by
from .plain_pack import write_plain_pack
from .plain_scorers import fit_second, write_scorers
from .split import read_split
from .taps import context_size, write_tapped
from .train import train_heads

THREADS = 2


def _say(line: str) -> None:
    print(line, flush=True)


def _official(args: argparse.Namespace, part: str, recipe: Recipe, flip: bool) -> FeatureSet:
    """Features of an official split of Flickr8k (`train`, `dev`)."""
    return store.load_features(args.data, read_names(args.data / f"{part}.txt"), args.cache, recipe, flip)


def _named_folder(text: str) -> tuple[str, Path]:
    """`NAME=FOLDER`."""
    name, equals, folder = text.partition("=")
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=FOLDER")
    return name, Path(folder)


def _folders(args: argparse.Namespace, named: Iterable[str]) -> dict[str, Path]:
    """The folders of the catalogues that a recipe names. Raises SystemExit where one is not given."""
    folders = dict(args.beside)
    if missing := set(named) - folders.keys():
        raise SystemExit(f"the recipe learns from more: give --beside NAME=FOLDER for {', '.join(sorted(missing))}")
    return folders


def _train(args: argparse.Namespace) -> None:
    recipe = read_recipe(args.recipe)
    heads = train_heads(recipe, _official(args, "train", recipe, recipe.flip), args.seed, lambda line, _: _say(line))
    store.save_heads(heads, args.out)


def _evaluate(args: argparse.Namespace) -> None:
    heads = store.load_heads(args.heads)
    text = json.dumps(evaluate.figures(heads, _official(args, args.split, heads.recipe, False)), indent=2)
    if args.out:
        args.out.write_text(text + "\n", "utf8")
    print(text)


def _compare(args: argparse.Namespace) -> None:
    recipes = [read_recipe(path) for path in args.recipe]
    if args.split:
        lists = read_split(args.split, load_flickr8k(args.data))
        known, held_out = lists["train"], lists["test-unseen"]
    else:
        known, held_out = read_names(args.data / "train.txt"), read_names(args.data / "dev.txt")
    loaded: dict[tuple, FeatureSet] = {}

    def features(names: list[str], recipe: Recipe, flip: bool) -> FeatureSet:
        """Recipes of the same encoder read the same features: loaded once."""
        key = (names is known, flip, recipe.int8_encoder, *recipe.backbones)
        if key not in loaded:
            loaded[key] = store.load_features(args.data, names, args.cache, recipe, flip)
        return loaded[key]

    compare.run(
        recipes,
        args.seeds,
        lambda recipe: features(known, recipe, recipe.flip),
        lambda recipe: features(held_out, recipe, False),
        args.out,
        _say,
    )
    _table(args)


def _table(args: argparse.Namespace) -> None:
    text = table.write_table(args.out, args.best)
    (args.out / "table.md").write_text(text, "utf8")
    print(text)


def _export(args: argparse.Namespace) -> None:
    heads = store.load_heads(args.heads)
    pack.write_pack(heads, store.image_encoder(args.cache, heads.recipe), args.pack)
    _verify(args)


def _plain(args: argparse.Namespace) -> None:
    """A pack that finds products and drawings as well, from one that does not."""
    recipe, encoder = read_plain_recipe(args.recipe), args.pack / pack.IMAGE_ENCODER
    folders = _folders(args, recipe.domains)
    args.pack.mkdir(parents=True, exist_ok=True)
    write_tapped(args.base / pack.IMAGE_ENCODER, encoder)
    domains = {name: store.load_plain(folders[name], domain, args.cache, encoder) for name, domain in recipe.domains.items()}
    data, names = load_flickr8k(args.data), read_names(args.data / "train.txt")
    photographs = store.features_of(data, data.places(names), encoder, args.cache, False, context=False)
    short = store.load_words(args.data, names, args.cache)
    heads = train_plain(recipe, read_base(args.base, context_size(encoder)), photographs, domains, short, args.seed, _say)
    write_plain_pack(heads, args.base, args.pack)


def _products(args: argparse.Namespace) -> None:
    """How well a pack finds held-out products and drawings by their titles, as it serves."""
    recipe = read_plain_recipe(args.recipe)
    folders = _folders(args, recipe.domains)
    print(json.dumps(plain_measure.figures(args.pack, recipe, folders, args.cache), indent=2))


WORSE = 4
"""Exit code of `collection` when the trained heads find no more than those they began from."""


def _collection(args: argparse.Namespace) -> None:
    """Heads for a collection's own captions; every line that is printed is JSON, for `unseen model train`."""
    order = base_pack.Order(args.pack, args.out, args.name, args.version, args.total, args.epochs)
    lines = sys.stdin if args.export == Path("-") else args.export.open(encoding="utf8")
    try:
        result = collection_train.train_collection(lines, order, lambda state: _say(json.dumps(state)))
    except collection_train.CannotTrain as refusal:
        _say(json.dumps({"refused": str(refusal)}))
        raise SystemExit(1) from None
    _say(json.dumps({"result": result}))
    if not result["kept"]:
        raise SystemExit(WORSE)


def _sources(args: argparse.Namespace, recipe: PlainRecipe) -> list[match_train.Source]:
    """What the lines of a pack are learned from: photographs first, then the catalogues that its heads were trained on."""
    data, folders = load_flickr8k(args.data), _folders(args, recipe.domains)
    trained = data.places(read_names(args.data / "train.txt"))
    sources = [match_train.Source(data, trained, np.setdiff1d(np.arange(len(data.names)), trained))]
    for name, domain in recipe.domains.items():
        catalogue = read_catalogue(folders[name])
        train, held_out, without = catalogue.parts(domain["held_out"], frozenset(domain["without"]), domain["after"])
        others = np.concatenate([held_out, without])
        sources.append(match_train.Source(catalogue.data, train, others, catalogue.facts))
    return sources


def _match(args: argparse.Namespace) -> None:
    """The match head of a pack that is there: learned on pictures its heads were not trained on."""
    encoder, sources = match_train.PackEncoder(args.pack, args.cache), _sources(args, read_plain_recipe(args.recipe))
    if args.base:
        material = match_plain.gather_plain(encoder, args.base, sources)
        match_plain.fit_plain(material)
    else:
        material = match_train.gather(encoder, sources)
        if args.measure:
            print(json.dumps(match_measure.figures(material), indent=2))
            return
        match_train.fit_head(material, *match_train.everything(material))
    match_train.export_match_head(material.head, args.pack / pack.MATCH_HEAD)
    match_train.write_golden(args.pack)
    _manifest(args)


def _scorers(args: argparse.Namespace) -> None:
    """Scorers that know products and drawings, for a pack whose heads do."""
    recipe = read_plain_recipe(args.recipe)
    told = told_by(args.pack, _sources(args, recipe), args.cache)
    weights = [domain["weight"] for domain in recipe.domains.values()]
    write_scorers(fit_second(told, weights, args.base), args.base, args.pack)
    _manifest(args)


def _detector(args: argparse.Namespace) -> None:
    write_detector(args.source, args.out)


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
    besides = "a catalogue that the recipe trains on beside photographs"
    measure = command("evaluate", _evaluate, "recalls of trained heads on a split", "heads", "data", "cache")
    measure.add_argument("--split", default="dev")
    measure.add_argument("--out", type=Path)
    versus = command("compare", _compare, "train several recipes with several seeds; write a table", "data", "cache", "out")
    versus.add_argument("--recipe", type=Path, action="append", required=True)
    versus.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    versus.add_argument("--split", type=Path, help="a folder of `unseen split`: train on `train`, test on `test-unseen`")
    versus.add_argument("--best", default="imfa-word", help="the experiment that the others are held against")
    shown = command("table", _table, "write the table of a comparison anew", "out")
    shown.add_argument("--best", default="imfa-word")
    command("export", _export, "write a model pack from trained heads", "heads", "cache", "pack")
    lines = command("match", _match, "give a pack its match head, or measure one", "recipe", "pack", "data", "cache")
    lines.add_argument("--beside", type=_named_folder, action="append", default=[], metavar="NAME=FOLDER", help=besides)
    lines.add_argument("--base", type=Path, help="keep the lines of this pack, and learn those of products and drawings beside them")
    lines.add_argument("--measure", action="store_true", help="learn on halves and measure on the others; write nothing")
    plain = command("plain", _plain, "teach a pack products and drawings beside its photographs", "recipe", "base", "data", "cache", "pack")
    plain.add_argument("--seed", type=int, default=0)
    second = command("scorers", _scorers, "give a pack scorers that know products and drawings", "recipe", "base", "data", "cache", "pack")
    shop = command("products", _products, "recalls of a pack on held-out products and drawings", "recipe", "pack", "cache")
    for some in (plain, second, shop):
        some.add_argument("--beside", type=_named_folder, action="append", default=[], metavar="NAME=FOLDER", help=besides)
    own = command("collection", _collection, "train heads on a collection's own captions", "export", "pack", "out")
    own.add_argument("--name", required=True)
    own.add_argument("--version", default="1.0.0")
    own.add_argument("--total", type=int, help="items in the export, for estimates")
    own.add_argument("--epochs", type=int, help="instead of as many as suit the number of pictures")
    command("detector", _detector, "write a reader's detector as it is served", "source", "out")
    command("manifest", _manifest, "compute a pack's manifest anew after a document changed", "pack")
    command("verify", _verify, "check a pack's files and golden vectors", "pack")
    args = parser.parse_args()
    if "OMP_NUM_THREADS" not in os.environ:
        torch.set_num_threads(THREADS)
    args.run(args)


if __name__ == "__main__":
    main()
