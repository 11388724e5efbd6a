-- 0200: extensions of the stock database after the upgrade to PostgreSQL 17.
SET lock_timeout = '5s';

ALTER EXTENSION pg_stat_statements UPDATE;
ALTER EXTENSION pg_trgm UPDATE;
ALTER EXTENSION pg_repack UPDATE;
