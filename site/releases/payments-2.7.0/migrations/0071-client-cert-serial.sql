-- 0071: which client certificate an authorisation was sent with. Nullable and without a default: no row is rewritten.
SET lock_timeout = '2s';

ALTER TABLE authorisations ADD COLUMN IF NOT EXISTS client_cert_serial text;
