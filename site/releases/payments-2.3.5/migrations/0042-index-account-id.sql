-- 0042 (expand): for the balance reader of payments 2.4.0. Must run outside a transaction.
SET lock_timeout = '3s';
SET maintenance_work_mem = '2GB';

CREATE INDEX CONCURRENTLY ledger_entries_account_id_idx
    ON ledger_entries (account_id, booked_at);
