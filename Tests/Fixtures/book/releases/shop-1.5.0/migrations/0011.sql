SET lock_timeout = '2s';
ALTER TABLE carts ADD COLUMN currency text;
