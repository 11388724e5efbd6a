-- 0231: the day of a movement, for a smaller index of the allocation.
SET lock_timeout = '2s';

ALTER TABLE stock_movements ADD COLUMN IF NOT EXISTS movement_day date;

CREATE OR REPLACE PROCEDURE ops.fill_movement_day(batch_size integer)
LANGUAGE plpgsql
AS $$
DECLARE
    filled bigint;
BEGIN
    LOOP
        UPDATE stock_movements
        SET movement_day = (moved_at AT TIME ZONE 'UTC')::date
        WHERE id IN (
            SELECT id
            FROM stock_movements
            WHERE movement_day IS NULL
              AND moved_at > now() - interval '400 days'
            ORDER BY id
            LIMIT batch_size
            FOR UPDATE SKIP LOCKED
        );
        GET DIAGNOSTICS filled = ROW_COUNT;
        COMMIT;
        EXIT WHEN filled = 0;
        PERFORM pg_sleep(0.05);
    END LOOP;
END;
$$;

CALL ops.fill_movement_day(10000);

-- Outside a transaction; writers go on.
CREATE INDEX CONCURRENTLY IF NOT EXISTS stock_movements_day_sku_idx
    ON stock_movements (movement_day, sku)
    WHERE movement_day IS NOT NULL;
