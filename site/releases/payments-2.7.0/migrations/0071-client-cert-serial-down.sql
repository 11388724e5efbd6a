-- Takes 0071 back. The recorded serials are lost.
SET lock_timeout = '2s';

ALTER TABLE authorisations DROP COLUMN IF EXISTS client_cert_serial;
