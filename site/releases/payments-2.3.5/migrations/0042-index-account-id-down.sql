-- Takes 0042 back. Must run outside a transaction.
SET lock_timeout = '3s';

DROP INDEX CONCURRENTLY IF EXISTS ledger_entries_account_id_idx;
