-- 0051: every entry must have an account. A validated check serves as NOT NULL and needs no exclusive scan.
SET lock_timeout = '2s';

-- What the legacy columns said for each account: for the way back, and for the view of 0053.
CREATE TABLE ledger_accounts_legacy AS
SELECT id AS account_id,
       party,
       CASE party
           WHEN 'customer' THEN 'shop'
           WHEN 'shop' THEN 'customer'
           WHEN 'fees' THEN 'shop'
           ELSE 'customer'
       END AS contra_party
FROM ledger_accounts;

ALTER TABLE ledger_entries
    ADD CONSTRAINT ledger_entries_account_id_present
    CHECK (account_id IS NOT NULL) NOT VALID;

ALTER TABLE ledger_entries VALIDATE CONSTRAINT ledger_entries_account_id_present;
