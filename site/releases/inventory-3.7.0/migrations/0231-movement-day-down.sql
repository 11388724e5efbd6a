-- Takes 0231 back. The days are lost; they can be computed again from moved_at.
SET lock_timeout = '2s';

DROP INDEX CONCURRENTLY IF EXISTS stock_movements_day_sku_idx;
ALTER TABLE stock_movements DROP COLUMN IF EXISTS movement_day;
