-- Who is whose relative, and is it approved? (CUS-5) Proof and reason are sealed under the key of the customer linked from.
CREATE TABLE shape.customer_relative (
    link_id       text COLLATE "C" PRIMARY KEY,
    customer_id   text COLLATE "C" NOT NULL,
    relative_id   text COLLATE "C" NOT NULL,
    relation      text COLLATE "C" NOT NULL CHECK (relation IN ('SPOUSE', 'PARENT', 'CHILD')),
    proof_sealed  text,
    state         text COLLATE "C" NOT NULL CHECK (state IN ('ASKED', 'APPROVED', 'REFUSED', 'REMOVED')),
    asked_by      text COLLATE "C" NOT NULL,
    asked_at      timestamptz NOT NULL,
    decided_by    text COLLATE "C",
    decided_at    timestamptz,
    reason_sealed text
);

CREATE INDEX customer_relative_by_customer ON shape.customer_relative (customer_id);
CREATE INDEX customer_relative_by_relative ON shape.customer_relative (relative_id);
CREATE INDEX customer_relative_by_asking ON shape.customer_relative (asked_at, link_id);

SELECT view.add_table('customer-record', 'customer_relative');
