-- The reviewers' desks: photos given back, what an installation sets, and what reviewers thought of the checks.
-- A photo given back does not come to the same person again until kept_until.
CREATE TABLE returned_photos (
    record TEXT NOT NULL REFERENCES records (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    kept_until BIGINT NOT NULL,
    PRIMARY KEY (record, staff)
)
-- ;
CREATE INDEX returned_photos_by_end ON returned_photos (kept_until)
-- ;
-- Only what differs from the program's own defaults; values are JSON.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    changed_at BIGINT NOT NULL
)
-- ;
-- One row for each check that warned or failed on a photo somebody decided.
CREATE TABLE check_opinions (
    decision TEXT NOT NULL REFERENCES decisions (id),
    check_id TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('warn', 'fail')),
    disagreed BIGINT NOT NULL,
    PRIMARY KEY (decision, check_id)
)
