-- What an attempt's derived picture was, one row for each time it changed: number 1 is the machine's own, written
-- when staff first rework it. The attempt itself carries the newest. Nothing here is ever changed or deleted.
CREATE TABLE revisions (
    record TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    number BIGINT NOT NULL CHECK (number > 0),
    kind TEXT NOT NULL CHECK (kind IN ('machine', 'rework', 'restore')),
    staff TEXT REFERENCES staff (id),
    parameters TEXT NOT NULL,
    before_sha TEXT NOT NULL,
    derived_sha TEXT REFERENCES photo_blobs (sha256),
    thumbnail_sha TEXT NOT NULL REFERENCES photo_blobs (sha256),
    report TEXT NOT NULL,
    machine_verdict TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (record, attempt, number),
    FOREIGN KEY (record, attempt) REFERENCES attempts (record, number),
    CHECK ((staff IS NULL) = (kind = 'machine'))
)
