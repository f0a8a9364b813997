"""Song and footage facts and a style in; a montage as a timeline out.

How it works, in the order of the modules: `music` chooses the part of the song; `slots` cuts the film into slots on
beats by dynamic programming over the style's pacing; `sources` finds the stretches of footage fit for use; `fit`
checks that the footage lasts and adapts the pacing if not; `fixing` places locks and favourites; `beam` chooses
windows for all slots as a whole, scored by `scoring` from `features`, out of the `pool` of free footage; `assemble`
writes clips with their reasons and runners-up. Nothing here reads files or clocks.

`planning.plan` is not imported here: who only asks for a plan, as a headless command, need not wait for numpy.
"""

from montage_desktop.core.planner.request import PlanRequest, SourceMarks

__all__ = ["PlanRequest", "SourceMarks"]
