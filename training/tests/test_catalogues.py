import json
import random
from pathlib import Path

import pytest

from unseen_training.catalogues import WORDINGS, read_catalogue, without_words

CLOTHES = """image,id,caption,department,category,type,attributes
images/1.jpg,1,Fila Men Cush Flex Black Slippers,Footwear,Flip Flops,Flip Flops,Men Black Flip Flops Casual
images/2.jpg,2,Fila Men Cush Flex Black Slippers,Footwear,Flip Flops,Flip Flops,Men Blue Flip Flops Casual
images/3.jpg,3,Titan Women Gold Watch,Accessories,Watches,Watches,Women Gold Watches Casual
images/4.jpg,4,Basics Men Red Shirt,Apparel,Topwear,Shirts,Men Red Shirts Formal
"""
FURNITURE = """image,id,caption,name,colour,size,description
images/a.jpg,a,"Bunk bed frame, pine",MYDAL,Pine,90x200 cm,The ladder mounts on either side.
images/b.jpg,b,"Mirror, ",SONGE,,10x10 cm,
"""


@pytest.fixture
def clothes(tmp_path: Path) -> Path:
    (tmp_path / "products.csv").write_text(CLOTHES)
    return tmp_path


def test_products_have_their_title_and_wordings_without_brands(clothes: Path) -> None:
    captions = read_catalogue(clothes).data.captions
    assert all(len(texts) == WORDINGS for texts in captions)
    title, attributes, kind, template, shortened = captions[2]
    assert (title, attributes) == ("Titan Women Gold Watch", "Women Gold Watches Casual")
    assert "watches" in kind
    assert "watches" in template and "titan" not in template
    assert set(shortened.split()) <= set(title.split())


def test_furniture_without_a_color_gets_no_empty_wording(tmp_path: Path) -> None:
    (tmp_path / "products.csv").write_text(FURNITURE)
    bed, mirror = read_catalogue(tmp_path).data.captions
    assert bed[0] == "Bunk bed frame, pine"
    assert "bunk bed frame" in bed[1]
    assert mirror[0] == "Mirror"
    assert all(text == text.strip() and text for text in mirror)


def test_nothing_with_a_held_out_title_is_trained_on(clothes: Path) -> None:
    catalogue = read_catalogue(clothes)
    for held_out in range(4):
        train, test, without = catalogue.parts(held_out)
        assert len(test) == held_out and len(without) == 0
        assert not {catalogue.keys[place] for place in train} & {catalogue.keys[place] for place in test}
    assert [part.tolist() for part in catalogue.parts(2)] == [part.tolist() for part in catalogue.parts(2)]


def test_others_can_be_measured_with_than_settings_were_chosen_on(clothes: Path) -> None:
    catalogue = read_catalogue(clothes)
    chosen_on, measured = catalogue.parts(1), catalogue.parts(1, after=1)
    assert not {*chosen_on[1].tolist()} & {*measured[1].tolist()}
    assert {*chosen_on[1].tolist()} <= {*measured[0].tolist()}
    assert not {catalogue.keys[place] for place in measured[0]} & {catalogue.keys[place] for place in measured[1]}


def test_groups_left_out_are_neither_trained_on_nor_held_out(clothes: Path) -> None:
    train, test, without = read_catalogue(clothes).parts(1, frozenset({"Flip Flops"}))
    assert without.tolist() == [0, 1]
    assert not {0, 1} & {*train.tolist(), *test.tolist()}


def test_drawings_are_named_by_label_and_tags(tmp_path: Path) -> None:
    metadata = {"tags": ["pet", "dog"], "subgroup": "animal-mammal"}
    (tmp_path / "sample.jsonl").write_text(json.dumps({"image": "a.webp", "caption": "dog face", "metadata": metadata}) + "\n")
    catalogue = read_catalogue(tmp_path)
    ((label, sentence, tag, *others),) = catalogue.data.captions
    assert label == "dog face" and sentence.endswith("dog face") and tag == "pet"
    assert len(others) == WORDINGS - 3
    assert catalogue.groups == ["animal-mammal"]


def test_a_text_never_loses_all_its_words() -> None:
    draw = random.Random(0)
    assert all(without_words(draw, "red shoe", 1.0) in ("red", "shoe") for _ in range(20))
