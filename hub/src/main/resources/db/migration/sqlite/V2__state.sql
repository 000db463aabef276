-- State folded from the log, in the transaction of the events that changed it. Every row can be
-- computed again from the log: signalbox rebuild does. Times are RFC 3339 UTC with milliseconds,
-- so they sort as text. A body is the JSON as it is sent.

CREATE TABLE session (
  id               TEXT NOT NULL PRIMARY KEY,
  state            TEXT NOT NULL,
  status           TEXT NOT NULL,
  user_name        TEXT,
  agent            TEXT,
  hostname         TEXT,
  cwd              TEXT,
  repository       TEXT,
  search           TEXT NOT NULL,
  started_at       TEXT NOT NULL,
  ended_at         TEXT,
  last_event_at    TEXT NOT NULL,
  last_received_at TEXT NOT NULL,
  last_sequence    BIGINT NOT NULL,
  body             TEXT NOT NULL,
  carry            TEXT NOT NULL
);

CREATE UNIQUE INDEX session_by_sequence ON session (last_sequence);

CREATE INDEX session_by_state ON session (state, last_sequence);

CREATE INDEX session_by_user ON session (user_name, state);

-- The parts of a session. since is the sequence of the event that brought the part: their order.

CREATE TABLE chain (
  session_id TEXT NOT NULL,
  chain_id   TEXT NOT NULL,
  since      BIGINT NOT NULL,
  status     TEXT NOT NULL,
  body       TEXT NOT NULL,
  PRIMARY KEY (session_id, chain_id)
);

CREATE TABLE step (
  session_id  TEXT NOT NULL,
  chain_id    TEXT NOT NULL,
  step_number INTEGER NOT NULL,
  since       BIGINT NOT NULL,
  status      TEXT NOT NULL,
  body        TEXT NOT NULL,
  PRIMARY KEY (session_id, chain_id, step_number)
);

CREATE TABLE subagent (
  session_id TEXT NOT NULL,
  agent_id   TEXT NOT NULL,
  since      BIGINT NOT NULL,
  status     TEXT NOT NULL,
  body       TEXT NOT NULL,
  PRIMARY KEY (session_id, agent_id)
);

-- Asks and commands stay when they are over: who answered is asked later.

CREATE TABLE ask (
  session_id TEXT NOT NULL,
  ask_id     TEXT NOT NULL,
  since      BIGINT NOT NULL,
  status     TEXT NOT NULL,
  body       TEXT NOT NULL,
  PRIMARY KEY (session_id, ask_id)
);

CREATE INDEX ask_by_id ON ask (ask_id);

CREATE INDEX ask_by_status ON ask (status, since);

CREATE TABLE command (
  session_id TEXT NOT NULL,
  command_id TEXT NOT NULL,
  since      BIGINT NOT NULL,
  status     TEXT NOT NULL,
  body       TEXT NOT NULL,
  PRIMARY KEY (session_id, command_id)
);

CREATE INDEX command_by_id ON command (command_id);

CREATE INDEX command_by_status ON command (status, since);

-- What was counted once and must not be counted again: call:<toolUseId>, failure:<toolUseId>,
-- usage:<requestId>.
CREATE TABLE counted (
  session_id TEXT NOT NULL,
  name       TEXT NOT NULL,
  PRIMARY KEY (session_id, name)
) WITHOUT ROWID;
