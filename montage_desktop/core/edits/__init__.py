"""A timeline and what a person wants of it in; the edited timeline out.

Pure functions under names: an `Edit` applies to any timeline that has the clips it speaks of, and raises where the
footage, a lock or the film's end forbids it. In the order of the modules: `grid` counts in beats; `laying` puts clips
one after the other and fits them into their sources; `editing` makes the edits; `replan` keeps locks in a new plan.

Cuts stay on beats: what moves, moves by whole beats. Locked clips stay where and as they are: an edit that would move
one is refused, or, where it can be, closes its gap otherwise.
"""

from montage_desktop.core.edits.editing import Edge, Edit, Editing
from montage_desktop.core.edits.grid import Grid
from montage_desktop.core.edits.replan import avoiding, cuts_of, locks_for, music_start_s, replanned

__all__ = ["Edge", "Edit", "Editing", "Grid", "avoiding", "cuts_of", "locks_for", "music_start_s", "replanned"]
