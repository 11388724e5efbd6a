-- Takes the index of 0045 back. Must run outside a transaction.
SET lock_timeout = '2s';

DROP INDEX CONCURRENTLY IF EXISTS ledger_entries_refund_ref_key;
