"""What each kind of job consists of: stages in order, and the parts of each from the results of those before.

Pure functions of a job's options and of what its finished parts returned, so that any process can work out what
comes next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from montage_desktop.jobs.parts import Part
from montage_desktop.jobs.states import Phase

ENTRY = f"{Phase.PREPARING}-entry"
"""The first part of every job: looks at the request and the files, and estimates the work."""

Results = Mapping[str, dict[str, Any]]
_Builder = Callable[[Mapping[str, Any], Results], list[Part]]

_PREPARING_SHARE = 0.01
_LONGEST_GROUP_S, _SHORTEST_GROUP_S, _GROUPS = 6.0, 0.5, 6


def order_of(kind: str, stage: str) -> int:
    """Position of a stage within a kind of job."""
    return list(_STAGES[kind]).index(stage)


def next_stage(kind: str, current: str, options: Mapping[str, Any], results: Results) -> tuple[str, list[Part]]:
    """The stage after `current` and its parts; ("", []) at the end. A stage without parts is skipped."""
    names = list(_STAGES[kind])
    for stage in names[names.index(current) + 1 if current else 0 :]:
        parts = _STAGES[kind][stage](options, results)
        if parts:
            return stage, parts
    return "", []


def share(results: Results, phase: Phase) -> float:
    """A phase's share of the whole job, as the preparing part has estimated it (all shares sum to 0.99)."""
    costs: dict[str, float] = results[ENTRY]["costs_s"]
    total = sum(costs.values()) or 1.0
    return (1 - _PREPARING_SHARE) * costs.get(phase.value, 0.0) / total


def _preparing(options: Mapping[str, Any], results: Results) -> list[Part]:
    return [Part(ENTRY, "prepare", _PREPARING_SHARE)]


def _analyzing(options: Mapping[str, Any], results: Results) -> list[Part]:
    entry = results[ENTRY]
    tasks = [("song", "analyse_song", s) for s in entry["songs"]]
    tasks += [("clip", "analyse_footage", s) for s in entry["footage"]]
    return _weighted(Phase.ANALYZING, tasks, share(results, Phase.ANALYZING))


def _weighted(phase: Phase, tasks: list[tuple[str, str, dict[str, Any]]], whole: float) -> list[Part]:
    """Parts ``<phase>-<name><n>``, longest first so that the last to end is a short one."""
    total = sum(float(t[2]["cost_s"]) for t in tasks) or 1.0
    parts = [
        Part(f"{phase}-{name}{n}", kind, whole * float(args["cost_s"]) / total, args)
        for n, (name, kind, args) in enumerate(tasks)
    ]
    return sorted(parts, key=lambda p: (-p.weight, p.id))


def _listening(options: Mapping[str, Any], results: Results) -> list[Part]:
    tasks = [("sound", "listen", s) for s in results[ENTRY]["sounds"]]
    return _weighted(Phase.ANALYZING, tasks, share(results, Phase.ANALYZING))


def _cutting(options: Mapping[str, Any], results: Results) -> list[Part]:
    return [Part(f"{Phase.PLANNING}-plan", "cut", share(results, Phase.PLANNING))]


def _speech_model(options: Mapping[str, Any], results: Results) -> list[Part]:
    """Only where a model has to be fetched: then it is the longest part of many a transcription."""
    wanted = results[ENTRY].get("download_bytes", 0)
    return [Part(f"{Phase.ANALYZING}-model", "fetch_model", share(results, Phase.ANALYZING))] if wanted else []


def _speech_plan(options: Mapping[str, Any], results: Results) -> list[Part]:
    return [Part(f"{Phase.PLANNING}-speech", "plan_speech", share(results, Phase.PLANNING))]


def _hearing(options: Mapping[str, Any], results: Results) -> list[Part]:
    tasks = [("speech", "hear", group) for group in results[f"{Phase.PLANNING}-speech"]["groups"]]
    return _weighted(Phase.RENDERING, tasks, share(results, Phase.RENDERING))


def _joining_words(options: Mapping[str, Any], results: Results) -> list[Part]:
    return [Part(f"{Phase.JOINING}-words", "join_words", share(results, Phase.JOINING))]


def _planning(options: Mapping[str, Any], results: Results) -> list[Part]:
    return [Part(f"{Phase.PLANNING}-plan", "plan", share(results, Phase.PLANNING))]


def _rendering(options: Mapping[str, Any], results: Results) -> list[Part]:
    if options.get("plan_only"):
        return []
    tasks = [("chunk", "chunk", c) for c in _grouped(_planned(results)["chunks"])]
    if _planned(results)["has_sound"]:
        tasks.append(("sound", "sound", {"cost_s": _planned(results)["sound_cost_s"]}))
    return _weighted(Phase.RENDERING, tasks, share(results, Phase.RENDERING))


def _grouped(chunks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Chunks in parts of several where they are short: starting a part costs about as much as a tenth of a second of
    film. Parts become smaller towards the end, so that the workers end together."""
    parts: list[dict[str, Any]] = []
    left = sum(float(c["cost_s"]) for c in chunks)
    at = 0
    while at < len(chunks):
        most, cost = min(_LONGEST_GROUP_S, max(_SHORTEST_GROUP_S, left / _GROUPS)), 0.0
        taken: list[int] = []
        while at < len(chunks) and (not taken or cost + float(chunks[at]["cost_s"]) <= most):
            cost += float(chunks[at]["cost_s"])
            taken.append(chunks[at]["index"])
            at += 1
        parts.append({"chunks": taken, "cost_s": cost})
        left -= cost
    return parts


def _proxies(options: Mapping[str, Any], results: Results) -> list[Part]:
    tasks = [("proxy", "proxy", file) for file in results[ENTRY]["files"]]
    return _weighted(Phase.RENDERING, tasks, share(results, Phase.RENDERING))


def _planned(results: Results) -> dict[str, Any]:
    """The result that names the chunks: of the planning part, or of the entry of a job that brings its timeline."""
    return results.get(f"{Phase.PLANNING}-plan") or results[ENTRY]


def _joining(options: Mapping[str, Any], results: Results) -> list[Part]:
    if options.get("plan_only"):
        return []
    return [Part(f"{Phase.JOINING}-join", "join", share(results, Phase.JOINING))]


def _checking(options: Mapping[str, Any], results: Results) -> list[Part]:
    if options.get("plan_only"):
        return []
    return [Part(f"{Phase.CHECKING}-check", "check", share(results, Phase.CHECKING))]


_RENDER: dict[str, _Builder] = {
    Phase.RENDERING.value: _rendering,
    Phase.JOINING.value: _joining,
    Phase.CHECKING.value: _checking,
}
_STAGES: dict[str, dict[str, _Builder]] = {
    "montage": {
        Phase.PREPARING.value: _preparing,
        Phase.ANALYZING.value: _analyzing,
        Phase.PLANNING.value: _planning,
        **_RENDER,
    },
    "render": {Phase.PREPARING.value: _preparing, **_RENDER},
    "transcript": {
        Phase.PREPARING.value: _preparing,
        Phase.ANALYZING.value: _listening,
        Phase.PLANNING.value: _cutting,
        **_RENDER,
    },
    "transcription": {
        Phase.PREPARING.value: _preparing,
        Phase.ANALYZING.value: _speech_model,
        Phase.PLANNING.value: _speech_plan,
        Phase.RENDERING.value: _hearing,
        Phase.JOINING.value: _joining_words,
    },
    "analysis": {Phase.PREPARING.value: _preparing, Phase.ANALYZING.value: _analyzing},
    "proxy": {Phase.PREPARING.value: _preparing, Phase.RENDERING.value: _proxies},
}
