-- Takes 0044 back: the key stays for new rows, but is marked as not validated.
SET lock_timeout = '2s';

BEGIN;
ALTER TABLE ledger_entries DROP CONSTRAINT ledger_entries_account_fk;
ALTER TABLE ledger_entries
    ADD CONSTRAINT ledger_entries_account_fk
    FOREIGN KEY (account_id) REFERENCES ledger_accounts (id) NOT VALID;
COMMIT;
