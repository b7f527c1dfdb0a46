-- What a run has led to after its last whole epoch, and its parameters at some of its steps. Bytes are base64: both
-- SQLite and PostgreSQL read it the same way.

ALTER TABLE training ADD COLUMN layout TEXT;   -- JSON: names and shapes of the parameters, in their order
ALTER TABLE training ADD COLUMN result TEXT;   -- JSON: the test examples summed up
ALTER TABLE training ADD COLUMN outcomes TEXT; -- base64: what the model made of each test example

CREATE TABLE checkpoint (
  training_id VARCHAR(32) NOT NULL REFERENCES training (id),
  step        BIGINT      NOT NULL,
  figures     TEXT        NOT NULL, -- JSON object: epoch, loss, trainAccuracy, testAccuracy
  parameters  TEXT        NOT NULL, -- base64: 32-bit floats, little-endian, in the order of the layout
  created_at  BIGINT      NOT NULL,
  PRIMARY KEY (training_id, step)
);
