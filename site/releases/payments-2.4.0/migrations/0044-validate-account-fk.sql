-- 0044: every entry has an account now, so the key that 2.3.5 added NOT VALID can be validated.
-- The scan takes SHARE UPDATE EXCLUSIVE: reads and writes go on.
SET lock_timeout = '2s';

ALTER TABLE ledger_entries VALIDATE CONSTRAINT ledger_entries_account_fk;
