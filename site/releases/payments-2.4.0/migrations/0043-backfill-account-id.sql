-- 0043: fill ledger_entries.account_id for entries written before payments 2.3.5.
-- Runs in batches of 5,000 rows, each in its own transaction; may be stopped and started again.
SET lock_timeout = '2s';
SET statement_timeout = '30s';

CREATE OR REPLACE PROCEDURE ops.backfill_account_id(batch_size integer, pause double precision)
LANGUAGE plpgsql
AS $$
DECLARE
    filled  bigint;
    batches integer := 0;
BEGIN
    LOOP
        WITH batch AS (
            SELECT e.id
            FROM ledger_entries AS e
            WHERE e.account_id IS NULL
            ORDER BY e.id
            LIMIT batch_size
            FOR UPDATE SKIP LOCKED
        )
        UPDATE ledger_entries AS e
        SET account_id = a.id
        FROM batch, ledger_accounts AS a
        WHERE e.id = batch.id
          AND a.party = e.debit_party
          AND a.currency = e.currency;

        GET DIAGNOSTICS filled = ROW_COUNT;
        COMMIT;
        EXIT WHEN filled = 0;

        batches := batches + 1;
        IF batches % 100 = 0 THEN
            RAISE NOTICE '% batches, % rows', batches, batches * batch_size;
        END IF;
        -- Lets the replica keep up; see the lag panel.
        PERFORM pg_sleep(pause);
    END LOOP;
END;
$$;

-- The time limit holds for the whole call, so it is lifted for the loop; each batch takes about 0.5 s.
SET statement_timeout = 0;
CALL ops.backfill_account_id(5000, 0.1);
