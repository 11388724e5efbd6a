-- Takes 0051 back. The table ledger_accounts_legacy stays; it is small and the way back needs it.
SET lock_timeout = '2s';

ALTER TABLE ledger_entries DROP CONSTRAINT IF EXISTS ledger_entries_account_id_present;
