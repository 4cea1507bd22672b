import pytest

from unseen_training.data import load_split, read_token_file


def test_captions_are_grouped_by_picture_in_file_order() -> None:
    text = "b.jpg#0\tA dog .\na.jpg#0\tA cat .\nb.jpg#1\tA brown dog .\n"
    assert read_token_file(text) == {"b.jpg": ["A dog .", "A brown dog ."], "a.jpg": ["A cat ."]}


@pytest.mark.parametrize("line", ["a.jpg\tno index", "a.jpg#0 no tab", "a.jpg#x\tindex is no number"])
def test_a_line_of_another_shape_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        read_token_file(f"a.jpg#0\tfine\n{line}\n")


def test_a_split_keeps_its_own_order_and_names_what_is_missing(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "images").mkdir()
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / "images" / name).write_bytes(b"")
    (tmp_path / "captions.token.txt").write_text("a.jpg#0\tone\nb.jpg#0\ttwo\ngone.jpg#0\tthree\n")
    (tmp_path / "train.txt").write_text("b.jpg\na.jpg\n")
    (tmp_path / "dev.txt").write_text("gone.jpg\n")
    train = load_split(tmp_path, "train")
    assert train.names == ["b.jpg", "a.jpg"]
    assert train.captions == [["two"], ["one"]]
    with pytest.raises(KeyError, match="gone.jpg"):
        load_split(tmp_path, "dev")
