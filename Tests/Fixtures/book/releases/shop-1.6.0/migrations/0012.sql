SET lock_timeout = '2s';
CREATE TABLE cart_totals (cart_id bigint PRIMARY KEY, total numeric NOT NULL);
