"""Words of the search and orders of the bin, by themselves."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from bin_stage import clip

from montage_desktop.core.project import BinEntry, Flag
from montage_desktop.ui.bin.model import MediaItem
from montage_desktop.ui.bin.order import Order, arranged, natural
from montage_desktop.ui.bin.search import has_word, search_of, toggled


def judged(item: MediaItem, flag: Flag = "", rating: int = 0) -> MediaItem:
    entry: BinEntry = msgspec.structs.replace(item.entry, flag=flag, rating=rating)
    return replace(item, entry=entry)


CLIPS = [
    judged(clip("Beach 10.MP4", changed=3), "favourite", 5),
    judged(clip("beach 9.mp4", hdr="hlg", sound=False, changed=1), rating=3),
    judged(clip("Cafe\u0301.mov", vfr=True, seconds=90, changed=2), "rejected"),
    clip("fav-looking reject.mp4", warnings=("It ends early.",), seconds=2, changed=4),
]


@pytest.mark.parametrize(("text", "found"), [
    ("", "0123"), ("   ", "0123"), ("beach", "01"), ("BEACH 9", "1"), ("caf\u00e9", "2"), ("cafe\u0301", "2"),
    ("hdr", "1"), ("nosound", "1"), ('"no sound"', "1"), ("vfr", "2"), ("damaged", "3"), ("trouble", "3"),
    ("fav", "0"), ("favourite", "0"), ("favorite", "0"), ("-fav", "123"), ('"fav"', "3"), ("fav-", "3"),
    ("reject", "2"), ("-reject beach", "01"), ("rated", "01"), ("unrated", "23"),
    ("rating:3", "1"), ("rating:=3", "1"), ("rating:>=3", "01"), ("rating>3", "0"), ("rating:<3", "23"),
    ("stars:5", "0"), ("-rating:5", "123"), ("rating:", "0123"), ("rating:>", "0123"), ("rating:>=", "0123"),
    ("-", "0123"), ('"', "0123"), ("rating:9", ""), ("inout", ""), ("-mp4 -mov", ""), ("zebra", ""), ("[", ""),
])  # fmt: skip
def test_words(text: str, found: str) -> None:
    search = search_of(text)
    assert "".join(str(n) for n, item in enumerate(CLIPS) if search.finds(item)) == found


def test_anything_may_be_typed() -> None:
    for text in ('-"', '""', "--", "rating:>=3rating", ">", ":", "\\", "%s", "-rating:>", "²"):
        search_of(text).finds(CLIPS[0])


def test_words_are_put_in_and_taken_out() -> None:
    assert toggled("", "fav") == "fav"
    assert toggled("beach  FAV", "fav") == "beach"
    assert toggled("reject sea", "-reject") == "sea -reject"
    assert has_word("a -Reject", "-reject")
    assert not has_word("a -reject", "reject")


@pytest.mark.parametrize(("order", "expected"), [
    (Order.ADDED, "0123"), (Order.NAME, "1023"), (Order.DATE, "1203"), (Order.LENGTH, "3012"), (Order.RATING, "0132"),
])  # fmt: skip
def test_orders(order: Order, expected: str) -> None:
    items = {id(item): str(n) for n, item in enumerate(CLIPS)}
    assert "".join(items[id(i)] for i in arranged(CLIPS, order)) == expected


def test_backwards_leaves_equal_ones_as_they_came() -> None:
    assert [CLIPS.index(i) for i in arranged(CLIPS, Order.ADDED, backwards=True)] == [3, 2, 1, 0]
    assert [CLIPS.index(i) for i in arranged(CLIPS, Order.LENGTH, backwards=True)] == [2, 0, 1, 3]


def test_numbers_in_names_are_numbers() -> None:
    assert sorted(["c10", "c9", "C1", "9 a", "10", "c", "c²1"], key=natural) == [
        "9 a", "10", "c", "C1", "c9", "c10", "c²1",
    ]  # fmt: skip
    assert natural("٣") == natural("3")
