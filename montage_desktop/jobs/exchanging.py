"""A job's exchange: what its chunks are rendered from is offered there, fetched from there, and results come back.

The parts that need the files themselves (looking at them, planning, the sound, joining, checking) are done by a worker
that has them (see `places`); it also sends, before the first chunk begins. A chunk is rendered anywhere. Where what was
sent turns out to be too little, or wrong, its worker gives the chunk back, and one that has the files does it, and
sends again.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from montage_desktop.core import documents, paths
from montage_desktop.core.errors import Elsewhere, InputError, MediaError, TransientError
from montage_desktop.core.facts import MediaFacts
from montage_desktop.jobs.roots import require_inside, roots
from montage_desktop.media.analysis.cache import known_facts
from montage_desktop.media.exchange.blocks import BLOCK_BYTES, Manifest, Ranges, Sender, numbers, read_manifest
from montage_desktop.media.exchange.partial import PartialSource, collect_partial
from montage_desktop.media.exchange.quota import Keeper, Lease
from montage_desktop.media.exchange.results import ExchangedCache
from montage_desktop.media.exchange.store import ObjectStore
from montage_desktop.media.exchange.tracing import TracedKeyFrames, needed_runs
from montage_desktop.media.ffmpeg import find_ffmpeg
from montage_desktop.media.render.cache import ChunkCache
from montage_desktop.media.render.chunks import Chunk, pieces_of_chunk
from montage_desktop.media.render.engine import Engine

if TYPE_CHECKING:
    from montage_desktop.jobs.tasks import PartContext

log = logging.getLogger(__name__)

OFFER_DOC = "exchange"


class _Needs(msgspec.Struct, frozen=True):
    """What a chunk is made of: its key, and runs of blocks of each source."""

    key: str
    runs: dict[str, list[tuple[int, int]]]


class Offer(msgspec.Struct, frozen=True):
    """What is in the exchange for a job.

    Attributes:
        lease: of the job. manifests: by source, their names. chunks: by index (as text).
        needed_bytes, sent_bytes: of all blocks that are needed, and of those that were not there.
    """

    lease: Lease
    manifests: dict[str, str]
    chunks: dict[str, _Needs]
    needed_bytes: int = 0
    sent_bytes: int = 0


class Fetched(msgspec.Struct, frozen=True):
    """Sources that were brought here: their facts, by the names that the film has for them; see `Engine.expected`."""

    facts: dict[str, MediaFacts]
    expected: dict[int, str]
    has_holes: bool


class Exchange:
    """One part's view of its job's exchange. One thread.

    Args:
        context: of a part of a job that has one.
    """

    def __init__(self, context: PartContext) -> None:
        self._context = context
        self._store_of: ObjectStore | None = None
        quota_gb = context.options.get("exchange_gb")
        self._quota = None if quota_gb is None else round(float(quota_gb) * 1e9)
        self._folder = paths.cache_dir() / "exchange"

    @property
    def store(self) -> ObjectStore:
        """The objects.

        Raises:
            InputError, MediaError, TransientError: as `ObjectStore`.
        """
        if self._store_of is None:
            self._store_of = ObjectStore(str(self._context.options["exchange"]))
        return self._store_of

    def cache(self, folder: Path, quota_bytes: int | None, *, sends: bool) -> ChunkCache:
        """The job's cache: this computer's, and what others have made."""
        if self.offer() is None:
            return ChunkCache(folder, quota_bytes)
        context = self._context
        expected: dict[str, str] = {}
        for result in context.results().values():
            expected |= {k: result["hashes"][i] for i, k in result.get("made", {}).items() if "hashes" in result}
        job_id, store = context.job.id, context.flow.store
        try:
            objects = self.store
        except (InputError, MediaError, TransientError) as e:
            if sends:
                raise
            log.warning("the exchange is not asked: %s", e.message)
            return ChunkCache(folder, quota_bytes)
        return ExchangedCache(
            folder, quota_bytes, objects, sends=sends, expected=expected, told=lambda s: store.log(job_id, s)
        )

    def offer(self) -> Offer | None:
        """What has been offered; None before that, or where the exchange could not be used."""
        data = self._context.flow.store.get_document(self._context.job.id, OFFER_DOC)
        return documents.from_builtins(json.loads(data), Offer) if data else None

    # ------------------------------------------------------------------------------------------ where the files are

    def make_offer(self, engine: Engine) -> Offer | None:
        """Send what the chunks of a film need; None, and a note, where the exchange cannot take it.

        Raises:
            Cancelled.
        """
        context = self._context
        try:
            keeper = Keeper(self.store, self._quota)
            lease = keeper.begin(context.job.id)
            chunks = self._needs(engine, engine.to_render)
            manifests, sent = self._sent(keeper, engine.facts, list(chunks.values()))
            names = dict(zip(manifests, Sender(self.store).publish(manifests.values()), strict=True))
            lease = msgspec.structs.replace(lease, manifests=sorted(names.values()))
            keeper.renew(context.job.id, lease)
        except (InputError, MediaError, TransientError) as e:
            context.note(f"{e.message} The film is rendered only where its files are.")
            return None
        needed = sum(m.length(int(n)) for m in manifests.values() for n in m.hashes)
        offer = Offer(lease, names, {str(i): n for i, n in chunks.items()}, needed, sent)
        context.flow.store.put_document(context.job.id, OFFER_DOC, documents.encode(offer))
        told = f"exchange: {needed / 1e6:.1f} MB of the footage are needed, {sent / 1e6:.1f} MB were sent"
        context.flow.store.log(context.job.id, told)
        return offer

    def send_again(self, engine: Engine, indices: list[int]) -> None:
        """See to it that what some chunks need is there, and whole, after one of them was given back."""
        offer = self.offer()
        if offer is None:
            return
        needs = [n for i in indices if (n := offer.chunks.get(str(i))) is not None]
        try:
            self._sent(Keeper(self.store, self._quota), engine.facts, needs)
        except (InputError, MediaError, TransientError) as e:
            log.warning("not sent again: %s", e.message)

    def _needs(self, engine: Engine, chunks: list[Chunk]) -> dict[int, _Needs]:
        ffmpeg = find_ffmpeg()
        by_path = {m.path: m for m in engine.facts.values()}
        names = {m.path: source for source, m in engine.facts.items()}
        found: dict[int, _Needs] = {}
        with TracedKeyFrames() as keys:
            for n, chunk in enumerate(chunks):
                self._context.progress(0.5 * n / len(chunks))
                pieces, _ = pieces_of_chunk(
                    engine.timeline, chunk, facts=engine.facts, profile=engine.profile, ffmpeg=ffmpeg,
                    encoding=engine.plan.encoding,
                )  # fmt: skip
                runs = needed_runs(pieces, engine.timeline.rate, facts=by_path, keys=keys)
                key = engine.key_of(chunk, keys)
                found[chunk.index] = _Needs(key, {names[path]: r for path, r in runs.items()})
        return found

    def _sent(
        self, keeper: Keeper, facts: Mapping[str, MediaFacts], needs: list[_Needs]
    ) -> tuple[dict[str, Manifest], int]:
        """Manifests by source, and the bytes that had to be sent."""
        wanted: dict[Path, tuple[str, int, list[int]]] = {}
        for source in sorted({s for n in needs for s in n.runs}):
            media = facts[source]
            blocks = sorted({b for n in needs for b in numbers(n.runs.get(source, ()))})
            wanted[Path(media.path)] = (media.identity, media.size_bytes, blocks)
        sender = Sender(self.store, make_room=keeper.make_room, should_stop=self._context.should_stop)
        found = sender.send(wanted)
        by_path = {Path(m.path): source for source, m in facts.items()}
        return {by_path[path]: manifest for path, manifest in found.items()}, sender.sent_bytes

    def end(self) -> dict[str, int]:
        """The film is there: what it used may go. Returns figures for the job's result."""
        offer = self.offer()
        if offer is None:
            return {}
        try:
            Keeper(self.store, self._quota).end(self._context.job.id)
        except (InputError, MediaError, TransientError) as e:
            log.warning("the exchange was not tidied up: %s", e.message)
        return {"needed_bytes": offer.needed_bytes, "sent_bytes": offer.sent_bytes}

    # -------------------------------------------------------------------------------------------- where they are not

    def fetched(self, facts: Mapping[str, MediaFacts], indices: list[int]) -> Fetched:
        """Bring here what some chunks are rendered from.

        Raises:
            Elsewhere: what they need is not, or no longer, in the exchange.
        """
        offer = self.offer()
        if offer is None or any(str(i) not in offer.chunks for i in indices):
            raise Elsewhere("The footage is not on this computer, and not in the exchange.")
        try:
            Keeper(self.store, self._quota).renew(self._context.job.id, offer.lease)
            return self._fetched(facts, offer, indices)
        except (InputError, MediaError, TransientError) as e:  # not for this computer; another may do it
            if e.code == "disk.full":
                raise
            self._context.flow.store.log(self._context.job.id, e.message)
            raise Elsewhere(e.message) from e

    def _fetched(self, facts: Mapping[str, MediaFacts], offer: Offer, indices: list[int]) -> Fetched:
        needs = [offer.chunks[str(i)] for i in indices]
        found, has_holes = dict(facts), False
        for source in sorted({s for n in needs for s in n.runs}):
            if not is_here(facts[source]):
                runs = [run for n in needs for run in n.runs.get(source, ())]
                path = self._filled(offer.manifests[source], runs)
                found[source] = msgspec.structs.replace(facts[source], path=str(path))
                has_holes |= len(set(numbers(runs))) * BLOCK_BYTES < facts[source].size_bytes
        return Fetched(found, {i: offer.chunks[str(i)].key for i in indices}, has_holes)

    def forget(self, facts: Mapping[str, MediaFacts]) -> None:
        """Remove what was fetched of some sources: it has not given what it should."""
        for media in facts.values():
            path = Path(media.path)
            if path.parent == self._folder:
                PartialSource(self._folder, Manifest(path.stem, 0, {})).forget()

    def _filled(self, name: str, runs: Ranges) -> Path:
        manifest = read_manifest(self.store, name)
        if manifest is None:
            raise Elsewhere("The list of what was sent of the footage is not in the exchange any more.")
        partial = PartialSource(self._folder, manifest)
        partial.fill(self.store, numbers(runs), should_stop=self._context.should_stop)
        collect_partial(self._folder)
        return partial.path


def is_here(media: MediaFacts) -> bool:
    """Whether the very file that facts were made of is on this computer, and this worker may use it."""
    try:
        require_inside([media.path], roots())
        return known_facts(Path(media.path)).identity == media.identity
    except (InputError, OSError):
        return False
