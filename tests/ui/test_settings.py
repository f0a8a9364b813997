"""What the editor remembers."""

from __future__ import annotations

from pathlib import Path

from montage_desktop.ui.settings import EditorSettings


def test_the_cache_has_a_place_and_a_size(tmp_path: Path) -> None:
    path = tmp_path / "editor.ini"
    settings = EditorSettings(path)
    assert (settings.cache_folder, settings.cache_gb) == ("", None)
    settings.cache_folder, settings.cache_gb = str(tmp_path), 2.5
    settings.save()
    again = EditorSettings(path)
    assert (again.cache_folder, again.cache_gb) == (str(tmp_path), 2.5)
    again.cache_gb = None
    again.save()
    assert EditorSettings(path).cache_gb is None
    path.write_text("[General]\ncache-gb=plenty\n")
    assert EditorSettings(path).cache_gb is None
