-- 0041 (expand): accounts of the ledger, and a nullable account on every entry.
-- Adding a nullable column without a default changes the catalogue only; no row is rewritten.
SET lock_timeout = '3s';

BEGIN;

CREATE TABLE ledger_accounts (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    party      text NOT NULL,
    currency   char(3) NOT NULL,
    kind       text NOT NULL,
    opened_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (party, currency)
);

-- Four parties (customer, shop, fees, refunds) in the nine currencies of the shop.
INSERT INTO ledger_accounts (party, currency, kind)
SELECT p.party, c.currency, p.kind
FROM (VALUES ('customer', 'liability'), ('shop', 'income'), ('fees', 'expense'), ('refunds', 'contra')) AS p (party, kind)
CROSS JOIN (VALUES ('EUR'), ('GBP'), ('USD'), ('CAD'), ('SEK'), ('NOK'), ('PLN'), ('INR'), ('AUD')) AS c (currency);

ALTER TABLE ledger_entries ADD COLUMN account_id bigint;

-- NOT VALID: holds for new rows at once, without a scan. Validated by 0044 in payments 2.4.0.
ALTER TABLE ledger_entries
    ADD CONSTRAINT ledger_entries_account_fk
    FOREIGN KEY (account_id) REFERENCES ledger_accounts (id) NOT VALID;

COMMIT;
