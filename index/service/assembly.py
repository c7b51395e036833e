"""Puts a process together: model, snapshot, engine, follower."""

import logging

from index.encoder import Encoder
from index.engine import SearchEngine
from index.follower import Follower
from index.service.app import Parts
from index.settings import Settings
from index.snapshot import SnapshotFolder
from index.sources.port import SearchSource
from index.sources.postgres import PostgresSource

log = logging.getLogger(__name__)

SNAPSHOTS = "index"


def assemble(settings: Settings, source: SearchSource | None = None, encoder: Encoder | None = None) -> Parts:
    """Load the model and the snapshot; nothing follows changes yet."""
    encoder = encoder or Encoder()
    source = source or PostgresSource(settings.database_url)
    snapshots = SnapshotFolder(settings.var_dir / SNAPSHOTS, encoder.fingerprint, encoder.dimension)
    state = snapshots.restore()
    engine = SearchEngine(encoder, state.lexical, state.dense)
    follower = Follower(engine, source, encoder, records=state.records, cursor=state.cursor, snapshots=snapshots)
    log.info("%d products from the snapshot, model %s", len(state.records), encoder.model.name)
    return Parts(engine, encoder, follower, source)
