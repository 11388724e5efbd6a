-- Takes 0041 back. The legacy columns hold everything that account_id says, so nothing is lost.
SET lock_timeout = '3s';

BEGIN;
ALTER TABLE ledger_entries DROP COLUMN account_id;
DROP TABLE ledger_accounts;
COMMIT;
