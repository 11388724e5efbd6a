-- Takes 0043 back: entries from before payments 2.3.5 lose their account again.
-- The legacy columns were never touched, so nothing is lost.
SET lock_timeout = '2s';

CREATE OR REPLACE PROCEDURE ops.clear_account_id(batch_size integer, until timestamptz)
LANGUAGE plpgsql
AS $$
DECLARE
    cleared bigint;
BEGIN
    LOOP
        UPDATE ledger_entries
        SET account_id = NULL
        WHERE id IN (
            SELECT id
            FROM ledger_entries
            WHERE account_id IS NOT NULL
              AND booked_at < until
            ORDER BY id
            LIMIT batch_size
            FOR UPDATE SKIP LOCKED
        );
        GET DIAGNOSTICS cleared = ROW_COUNT;
        COMMIT;
        EXIT WHEN cleared = 0;
        PERFORM pg_sleep(0.1);
    END LOOP;
END;
$$;

CALL ops.clear_account_id(5000, '2026-02-17 21:00:00+00');
