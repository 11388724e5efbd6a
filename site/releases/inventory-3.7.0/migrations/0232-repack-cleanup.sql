-- Removes what an interrupted pg_repack has left: its triggers and its half-filled copy.
SET lock_timeout = '2s';

DROP EXTENSION pg_repack CASCADE;
CREATE EXTENSION pg_repack;
