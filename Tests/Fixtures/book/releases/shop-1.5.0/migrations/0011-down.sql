ALTER TABLE carts DROP COLUMN currency;
