-- 0053: only run as a forward fix, if a reader of the dropped columns turns up.
SET lock_timeout = '2s';

CREATE VIEW ledger_entries_legacy AS
SELECT e.*,
       l.party        AS debit_party,
       l.contra_party AS credit_party
FROM ledger_entries AS e
JOIN ledger_accounts_legacy AS l ON l.account_id = e.account_id;

GRANT SELECT ON ledger_entries_legacy TO reporting;
