-- 0052 (contract): follows 0041 of payments 2.3.5. There is no way back.
-- The columns leave the catalogue at once; their space is freed as rows are rewritten.
SET lock_timeout = '2s';

ALTER TABLE ledger_entries
    DROP COLUMN debit_party,
    DROP COLUMN credit_party;
