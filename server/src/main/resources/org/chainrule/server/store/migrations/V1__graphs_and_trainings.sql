-- Kept to what SQLite and PostgreSQL both read: no blobs, no engine-specific types.

CREATE TABLE graph (
  id         VARCHAR(32) NOT NULL PRIMARY KEY,
  edit_hash  VARCHAR(64) NOT NULL, -- SHA-256 of the edit token, in hex; the token itself is never kept
  revision   INTEGER     NOT NULL, -- the current one
  created_at BIGINT      NOT NULL  -- milliseconds since 1970
);

-- Every revision ever saved, never changed.
CREATE TABLE graph_revision (
  graph_id   VARCHAR(32) NOT NULL REFERENCES graph (id),
  revision   INTEGER     NOT NULL,
  document   TEXT        NOT NULL,
  created_at BIGINT      NOT NULL,
  PRIMARY KEY (graph_id, revision)
);

CREATE TABLE training (
  id          VARCHAR(32) NOT NULL PRIMARY KEY,
  cancel_hash VARCHAR(64) NOT NULL,
  state       VARCHAR(16) NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  document    TEXT        NOT NULL,
  settings    TEXT        NOT NULL, -- JSON
  message     TEXT,                 -- why it failed
  problems    TEXT        NOT NULL, -- JSON array
  figures     TEXT        NOT NULL, -- JSON object: how far it came
  history     TEXT        NOT NULL, -- JSON, the bounded curve
  parameters  TEXT,                 -- JSON, once it has succeeded
  created_at  BIGINT      NOT NULL,
  updated_at  BIGINT      NOT NULL
);

CREATE INDEX training_state ON training (state);
