-- 0300 (expand): reservations of stock by baskets.
SET lock_timeout = '2s';

CREATE TABLE stock_reservations (
    id          uuid PRIMARY KEY,
    sku         text NOT NULL,
    quantity    integer NOT NULL,
    basket_id   uuid NOT NULL,
    held_at     timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL
);

CREATE INDEX CONCURRENTLY stock_reservations_expires_at_idx
    ON stock_reservations (expires_at);
