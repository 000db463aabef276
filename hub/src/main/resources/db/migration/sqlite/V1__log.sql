-- One row: which log this is.
CREATE TABLE meta (
  epoch      TEXT NOT NULL,
  created_at TEXT NOT NULL,
  probed_at  TEXT
);

-- The log. A deleted session's events stay as empty rows of type 'event:deleted', so that
-- sequences keep having no holes and a cursor can tell "nothing there" from "something lost".
CREATE TABLE event (
  sequence    INTEGER PRIMARY KEY,
  session_id  TEXT NOT NULL,
  type        TEXT NOT NULL,
  event_id    TEXT,
  occurred_at TEXT NOT NULL,
  received_at TEXT NOT NULL,
  body        TEXT NOT NULL
);

CREATE INDEX event_by_session ON event (session_id, sequence);

CREATE UNIQUE INDEX event_by_event_id ON event (session_id, event_id) WHERE event_id IS NOT NULL;
