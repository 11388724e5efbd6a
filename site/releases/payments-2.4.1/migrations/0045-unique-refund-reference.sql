-- 0045: counter-entries for the seventeen refunds that were booked twice, then a unique index.
-- The doubled entry keeps its row; it is marked as reversed and so leaves the partial index.
-- The index is built outside a transaction.
SET lock_timeout = '2s';
SET statement_timeout = '30s';

WITH doubled AS (
    UPDATE ledger_entries AS e
    SET reversed_at = now()
    FROM ops.doubled_refunds_chg_4530 AS d
    WHERE e.id = d.second_entry_id
      AND e.reversed_at IS NULL
    RETURNING e.*
)
INSERT INTO ledger_entries (kind, reference, account_id, currency, amount, reverses, booked_at)
SELECT 'correction', reference, account_id, currency, -amount, id, now()
FROM doubled;

RESET statement_timeout;
CREATE UNIQUE INDEX CONCURRENTLY ledger_entries_refund_ref_key
    ON ledger_entries (reference)
    WHERE kind = 'refund' AND reversed_at IS NULL AND booked_at >= '2026-03-21 22:00:00+00';
