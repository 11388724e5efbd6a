-- Takes 0300 back. Open reservations are lost; baskets simply ask again.
SET lock_timeout = '2s';

DROP TABLE stock_reservations;
