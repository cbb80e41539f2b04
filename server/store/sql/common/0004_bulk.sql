-- Approving many clean photos at once: off unless a batch allows it; without a share of its own a batch takes the
-- installation's.
ALTER TABLE batches ADD COLUMN bulk_allowed BIGINT NOT NULL DEFAULT 0
-- ;
ALTER TABLE batches ADD COLUMN bulk_sample_percent BIGINT
-- ;
CREATE TABLE bulks (
    id TEXT PRIMARY KEY,
    staff TEXT NOT NULL REFERENCES staff (id),
    batch TEXT NOT NULL REFERENCES batches (id),
    state TEXT NOT NULL
        CHECK (state IN ('sampling', 'approved', 'dissolved', 'expired', 'cancelled', 'undone')),
    sample_size BIGINT NOT NULL CHECK (sample_size > 0),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
)
-- ;
-- One person has one bulk in work, whatever else goes wrong.
CREATE UNIQUE INDEX bulks_one_live ON bulks (staff) WHERE state = 'sampling'
-- ;
CREATE INDEX bulks_by_staff ON bulks (staff, created_at)
-- ;
-- What was chosen, as it was when it was chosen; decision: the one that the bulk itself made.
CREATE TABLE bulk_photos (
    bulk TEXT NOT NULL REFERENCES bulks (id),
    record TEXT NOT NULL REFERENCES records (id),
    version BIGINT NOT NULL,
    queued_at BIGINT,
    sampled BIGINT NOT NULL DEFAULT 0,
    left_out TEXT,
    decision TEXT REFERENCES decisions (id),
    PRIMARY KEY (bulk, record)
)
-- ;
-- While it holds the record. Whoever changes or claims the record takes it out.
ALTER TABLE records ADD COLUMN bulk TEXT REFERENCES bulks (id)
-- ;
CREATE INDEX records_by_bulk ON records (bulk) WHERE bulk IS NOT NULL
