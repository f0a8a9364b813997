"""Proxies: at every moment the frame that the source shows there, whatever the source is; and never a wrong one."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest
from footage_corpus import numbered_pictures, numbered_video, read_code, write_frames
from test_render_frames import ODD, SIZE, ZOO, Footage, expected, random_cut

from montage_desktop.core.errors import Cancelled, MediaError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.core.timeline import Clip, Timeline
from montage_desktop.media import proxy
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.preview.composer import Composer
from montage_desktop.media.preview.walk import Walk
from montage_desktop.media.probe import probe
from montage_desktop.media.proxy import is_heavy, make_proxy, proxy_cache, proxy_of, proxy_size, wants_proxy


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Footage:
    return Footage(tmp_path_factory.mktemp("zoo"))


def proxied(media: MediaFacts, folder: Path) -> MediaFacts:
    """Facts of the proxy, made now."""
    cache = proxy_cache(folder)
    make_proxy(media, cache, ffmpeg=find_ffmpeg())
    found = proxy_of(media, cache)
    assert found is not None and found.path != media.path
    return found


def codes(timeline: Timeline, facts: dict[str, MediaFacts]) -> list[tuple[int, int] | None]:
    """What the pictures say, made in a random order."""
    walk, failures = Walk(timeline, facts), []
    composer, order = Composer(failures.append), list(range(timeline.frames))
    random.Random(2).shuffle(order)
    found = {k: read_code(composer.picture(walk, k).to_ndarray(format="gray")) for k in order}
    composer.close()
    assert not failures
    return [found[k] for k in range(timeline.frames)]


@pytest.mark.parametrize("name", ZOO)
def test_every_frame_is_the_one_of_the_source(footage: Footage, name: str, tmp_path: Path) -> None:
    media = footage.facts(name)
    timeline = random_cut(footage, [name] * 3, rate="30", seed=len(name))
    assert codes(timeline, {media.path: proxied(media, tmp_path)}) == expected(footage, timeline, [name])


@pytest.mark.parametrize("name", ODD)
def test_odd_sources(name: str, tmp_path: Path) -> None:
    file, size, codec = ODD[name]
    path = str(write_frames(tmp_path / file, numbered_pictures(8, size=size), codec=codec))
    clip = Clip(id="a", start=0, frames=6, source=path, source_in=Fraction(0))
    timeline = Timeline(rate=Fraction(25), size=SIZE, frames=6, video=[clip])
    found = codes(timeline, {path: proxied(probe(Path(path)), tmp_path)})
    assert [code and code[0] for code in found] == [0, 1, 2, 3, 4, 5]


def test_it_is_small_upright_and_made_once(tmp_path: Path) -> None:
    path = numbered_video(tmp_path / "turned.mp4", frames=30, size=(720, 1280), rotate=90, codec=("-c:v", "libx264"))
    media, cache = probe(path), proxy_cache(tmp_path)
    assert make_proxy(media, cache, ffmpeg=find_ffmpeg()) is False
    assert make_proxy(media, cache, ffmpeg=find_ffmpeg()) is True
    found = proxy_of(media, cache)
    assert found is not None and found.video is not None
    real = probe(Path(found.path))
    assert real.video is not None
    assert (real.video.width, real.video.height, real.video.rotation) == (540, 960, 0)
    assert found.video.display == proxy_size(media.video) == (540, 960)  # type: ignore[arg-type]
    told = ("rotation", "sar", "pix_fmt", "color_space", "color_range", "hdr", "interlaced", "codec")
    assert {n: getattr(real.video, n) for n in told} == {n: getattr(found.video, n) for n in told}
    assert found.identity != media.identity


def test_a_proxy_with_other_frames_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    media = probe(numbered_video(tmp_path / "a.mp4", frames=30))
    args = proxy._args

    def resampled(*given: Any) -> list[str]:
        usual = [a.replace("passthrough", "cfr") for a in args(*given)]
        return [*usual[:-1], "-r", "20", usual[-1]]

    monkeypatch.setattr(proxy, "_args", resampled)
    cache = proxy_cache(tmp_path)
    with pytest.raises(MediaError, match="other times"):
        make_proxy(media, cache, ffmpeg=find_ffmpeg())
    assert proxy_of(media, cache) is None
    assert not list((tmp_path / "proxies").rglob("*.mp4"))


def test_a_cancelled_one_leaves_nothing(tmp_path: Path) -> None:
    media = probe(numbered_video(tmp_path / "a.mp4", frames=400))
    with pytest.raises(Cancelled):
        make_proxy(media, proxy_cache(tmp_path), ffmpeg=find_ffmpeg(), should_stop=lambda: True)
    assert not [p for p in (tmp_path / "proxies").rglob("*") if p.is_file() and p.suffix != ".lock"]


def test_which_sources_get_one(tmp_path: Path) -> None:
    media = probe(numbered_video(tmp_path / "a.mp4", frames=3))
    assert media.video is not None
    large = msgspec.structs.replace(media, video=msgspec.structs.replace(media.video, width=3840, height=2160))
    still = msgspec.structs.replace(media, video=msgspec.structs.replace(media.video, still=True))
    assert (is_heavy(media.video), wants_proxy(large, "heavy"), wants_proxy(large, "none")) == (False, True, False)
    assert wants_proxy(media, "all") and not wants_proxy(still, "all")
