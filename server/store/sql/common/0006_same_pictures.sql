-- What a picture is known again by; as worthy of protection as the picture, and goes with it. seq grows in the order of
-- the commits, so that every process can read on from where it was.
CREATE TABLE fingerprints (
    seq BIGINT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL REFERENCES records (id),
    attempt BIGINT NOT NULL,
    data TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (record, attempt)
)
-- ;
CREATE TABLE same_pictures (
    record TEXT NOT NULL REFERENCES records (id),
    attempt BIGINT NOT NULL,
    other_record TEXT NOT NULL REFERENCES records (id),
    other_attempt BIGINT NOT NULL,
    relation TEXT NOT NULL CHECK (relation IN ('own_refused', 'own_other', 'other_person')),
    score DOUBLE PRECISION NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (record, attempt, other_record, other_attempt)
)
