-- 0060: what the old and the new router chose for the same authorisation. Kept for 90 days.
SET lock_timeout = '3s';

CREATE TABLE routing_decisions (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    authorisation_id uuid NOT NULL,
    decided_at       timestamptz NOT NULL DEFAULT now(),
    card_scheme      text NOT NULL,
    issuer_country   char(2),
    currency         char(3) NOT NULL,
    chosen_live      text,
    chosen_shadow    text,
    rule             text
);

CREATE INDEX CONCURRENTLY routing_decisions_decided_at_idx
    ON routing_decisions (decided_at);

GRANT INSERT, SELECT ON routing_decisions TO payments_shadow;
