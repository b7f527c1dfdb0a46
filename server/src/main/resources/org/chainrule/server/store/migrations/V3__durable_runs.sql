-- Runs that outlive the process they run in. ${bytes} is BLOB or BYTEA, the one type that SQLite and PostgreSQL do not
-- both know by the same name.

UPDATE training SET state = 'failed', message = 'The server was upgraded while this run was under way: start it again.'
  WHERE state IN ('queued', 'running');

ALTER TABLE training ADD COLUMN client           VARCHAR(128);               -- who asked for it, until it is over
ALTER TABLE training ADD COLUMN fence            BIGINT  NOT NULL DEFAULT 0; -- one more each time a worker takes it over
ALTER TABLE training ADD COLUMN attempts         INTEGER NOT NULL DEFAULT 0; -- workers that took it since it got further
ALTER TABLE training ADD COLUMN cancel_requested INTEGER NOT NULL DEFAULT 0;
ALTER TABLE training ADD COLUMN worker           VARCHAR(128);               -- who has it
ALTER TABLE training ADD COLUMN heartbeat_at     BIGINT;                     -- when they last wrote
ALTER TABLE training ADD COLUMN changes          BIGINT  NOT NULL DEFAULT 0; -- one more with each change
ALTER TABLE training ADD COLUMN reports          INTEGER NOT NULL DEFAULT 0; -- one more each time the test examples were judged

-- What is large stands apart: a worker writes to its row all the time, and SQLite writes a row anew as a whole.
CREATE TABLE keepsake (
  training_id VARCHAR(32) NOT NULL REFERENCES training (id),
  name        VARCHAR(16) NOT NULL, -- layout, result, outcomes or parameters
  content     TEXT        NOT NULL,
  PRIMARY KEY (training_id, name)
);
INSERT INTO keepsake SELECT id, 'layout', layout FROM training WHERE layout IS NOT NULL;
INSERT INTO keepsake SELECT id, 'result', result FROM training WHERE result IS NOT NULL;
INSERT INTO keepsake SELECT id, 'outcomes', outcomes FROM training WHERE outcomes IS NOT NULL;
INSERT INTO keepsake SELECT id, 'parameters', parameters FROM training WHERE parameters IS NOT NULL;
ALTER TABLE training DROP COLUMN layout;
ALTER TABLE training DROP COLUMN result;
ALTER TABLE training DROP COLUMN outcomes;
ALTER TABLE training DROP COLUMN parameters;

-- Everything a run needs to go on bit for bit, until it is over.
CREATE TABLE resume_point (
  training_id VARCHAR(32) NOT NULL PRIMARY KEY REFERENCES training (id),
  step        BIGINT      NOT NULL,
  state       ${bytes}    NOT NULL,
  created_at  BIGINT      NOT NULL
);

-- The queue, as db-scheduler wants it.
CREATE TABLE scheduled_tasks (
  task_name            VARCHAR(64) NOT NULL,
  task_instance        VARCHAR(64) NOT NULL,
  task_data            ${bytes},
  execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
  picked               BOOLEAN     NOT NULL,
  picked_by            VARCHAR(128),
  last_success         TIMESTAMP WITH TIME ZONE,
  last_failure         TIMESTAMP WITH TIME ZONE,
  consecutive_failures INTEGER,
  last_heartbeat       TIMESTAMP WITH TIME ZONE,
  version              BIGINT      NOT NULL,
  priority             SMALLINT,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (priority DESC, execution_time ASC);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);
