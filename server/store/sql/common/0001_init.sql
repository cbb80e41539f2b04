-- The whole schema in the words both databases accept. Ids are UUID text, times BIGINT milliseconds since 1970 UTC,
-- sealed fields base64 text, lists and reports JSON text. Statements are parted by lines of "-- ;".
CREATE TABLE schools (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
)
-- ;
CREATE TABLE batches (
    id TEXT PRIMARY KEY,
    school TEXT NOT NULL REFERENCES schools (id),
    name TEXT NOT NULL,
    standard TEXT NOT NULL,
    background TEXT NOT NULL,
    fee_fen BIGINT NOT NULL CHECK (fee_fen >= 0),
    capture_mode TEXT NOT NULL CHECK (capture_mode IN ('together', 'scattered')),
    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'archived')),
    opens_at BIGINT,
    closes_at BIGINT,
    created_at BIGINT NOT NULL,
    UNIQUE (school, name)
)
-- ;
CREATE TABLE feature_codes (
    code TEXT PRIMARY KEY CHECK (code = upper(code)),
    batch TEXT NOT NULL REFERENCES batches (id),
    state TEXT NOT NULL CHECK (state IN ('live', 'revoked', 'expired')),
    expires_at BIGINT,
    created_at BIGINT NOT NULL
)
-- ;
CREATE INDEX feature_codes_by_batch ON feature_codes (batch, created_at)
-- ;
CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    user_name TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    roles TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    disabled BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
)
-- ;
-- By keyed hash of the name, whether such an account exists or not: both must behave alike.
CREATE TABLE sign_in_failures (
    subject TEXT PRIMARY KEY,
    failed_count BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    last_at BIGINT NOT NULL
)
-- ;
CREATE TABLE students (
    id TEXT PRIMARY KEY,
    phone_hash TEXT NOT NULL UNIQUE,
    phone_sealed TEXT NOT NULL,
    created_at BIGINT NOT NULL
)
-- ;
CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('staff', 'student')),
    account TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
)
-- ;
CREATE INDEX sessions_by_account ON sessions (account)
-- ;
CREATE TABLE login_codes (
    id TEXT PRIMARY KEY,
    phone_hash TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    used_at BIGINT
)
-- ;
CREATE INDEX login_codes_by_phone ON login_codes (phone_hash, sent_at)
-- ;
CREATE TABLE consents (
    student TEXT NOT NULL REFERENCES students (id),
    kind TEXT NOT NULL CHECK (kind IN ('terms', 'face')),
    version TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    PRIMARY KEY (student, kind, version)
)
-- ;
CREATE TABLE failed_guesses (
    subject TEXT NOT NULL,
    at BIGINT NOT NULL
)
-- ;
CREATE INDEX failed_guesses_by_subject ON failed_guesses (subject, at)
-- ;
CREATE TABLE records (
    id TEXT PRIMARY KEY,
    batch TEXT NOT NULL REFERENCES batches (id),
    student TEXT NOT NULL REFERENCES students (id),
    name_masked TEXT NOT NULL,
    id_last4 TEXT NOT NULL,
    enrolment_hash TEXT NOT NULL,
    state TEXT NOT NULL,
    version BIGINT NOT NULL CHECK (version > 0),
    attempt BIGINT NOT NULL DEFAULT 0,
    machine_verdict TEXT,
    priority BIGINT NOT NULL DEFAULT 0,
    queued_at BIGINT,
    lease_user TEXT REFERENCES staff (id),
    lease_until BIGINT,
    last_claimer TEXT REFERENCES staff (id),
    first_reviewer TEXT REFERENCES staff (id),
    student_acted_at BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
)
-- ;
CREATE UNIQUE INDEX records_live_enrolment ON records (batch, enrolment_hash) WHERE state <> 'cancelled'
-- ;
CREATE INDEX records_by_student ON records (student, created_at)
-- ;
CREATE INDEX records_by_batch_state ON records (batch, state)
-- ;
CREATE INDEX records_queue ON records (state, priority DESC, queued_at, id)
-- ;
CREATE INDEX records_by_lease ON records (lease_user) WHERE lease_user IS NOT NULL
-- ;
CREATE TABLE photo_blobs (
    sha256 TEXT PRIMARY KEY,
    bytes BIGINT NOT NULL,
    content_type TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    created_at BIGINT NOT NULL
)
-- ;
CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL REFERENCES records (id),
    student TEXT NOT NULL REFERENCES students (id),
    state TEXT NOT NULL
        CHECK (state IN ('received', 'processing', 'accepted', 'refused', 'failed', 'superseded')),
    sha256 TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    capture_source TEXT NOT NULL CHECK (capture_source IN ('album', 'camera')),
    tries BIGINT NOT NULL DEFAULT 0,
    not_before BIGINT NOT NULL DEFAULT 0,
    worker TEXT,
    claimed_at BIGINT,
    error_code TEXT,
    attempt BIGINT,
    received_at BIGINT NOT NULL,
    finished_at BIGINT
)
-- ;
CREATE UNIQUE INDEX uploads_one_active ON uploads (record) WHERE state IN ('received', 'processing')
-- ;
CREATE INDEX uploads_waiting ON uploads (received_at, id) WHERE state IN ('received', 'processing')
-- ;
CREATE INDEX uploads_by_record ON uploads (record, received_at)
-- ;
CREATE TABLE attempts (
    record TEXT NOT NULL REFERENCES records (id),
    number BIGINT NOT NULL CHECK (number > 0),
    upload TEXT NOT NULL REFERENCES uploads (id),
    original_sha TEXT NOT NULL REFERENCES photo_blobs (sha256),
    derived_sha TEXT REFERENCES photo_blobs (sha256),
    thumbnail_sha TEXT NOT NULL REFERENCES photo_blobs (sha256),
    pixel_sha TEXT NOT NULL,
    report TEXT NOT NULL,
    machine_verdict TEXT NOT NULL,
    capture_source TEXT NOT NULL,
    student_note TEXT NOT NULL DEFAULT '',
    uploaded_at BIGINT NOT NULL,
    submitted_at BIGINT,
    PRIMARY KEY (record, number)
)
-- ;
CREATE TABLE decisions (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL REFERENCES records (id),
    attempt BIGINT NOT NULL,
    staff TEXT NOT NULL REFERENCES staff (id),
    verdict TEXT NOT NULL CHECK (verdict IN ('approve', 'reject', 'second_opinion')),
    reasons TEXT NOT NULL,
    main_reason TEXT NOT NULL,
    note TEXT NOT NULL,
    disagreements TEXT NOT NULL,
    photo_sha256 TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    applied_at BIGINT NOT NULL,
    version_before BIGINT NOT NULL,
    version_after BIGINT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    undone_at BIGINT,
    version_undone BIGINT
)
-- ;
-- One record is decided once at each version, whatever else goes wrong.
CREATE UNIQUE INDEX decisions_once ON decisions (record, version_before)
-- ;
CREATE INDEX decisions_by_staff ON decisions (staff, applied_at, id)
-- ;
CREATE TABLE idempotency (
    account TEXT NOT NULL,
    key TEXT NOT NULL,
    route TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    answer TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account, key)
)
-- ;
CREATE INDEX idempotency_by_age ON idempotency (created_at)
-- ;
CREATE TABLE payments (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL REFERENCES records (id),
    provider TEXT NOT NULL,
    transaction_id TEXT NOT NULL,
    amount_fen BIGINT NOT NULL CHECK (amount_fen >= 0),
    taken_by TEXT REFERENCES staff (id),
    paid_at BIGINT NOT NULL,
    UNIQUE (provider, transaction_id)
)
-- ;
CREATE TABLE addresses (
    id TEXT PRIMARY KEY,
    student TEXT NOT NULL REFERENCES students (id),
    sealed TEXT NOT NULL,
    is_default BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
)
-- ;
CREATE TABLE orders (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL REFERENCES records (id),
    student TEXT NOT NULL REFERENCES students (id),
    state TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    layout TEXT NOT NULL,
    on_hold BIGINT NOT NULL DEFAULT 0,
    hold_reason TEXT NOT NULL DEFAULT '',
    address_sealed TEXT NOT NULL,
    amount_fen BIGINT NOT NULL CHECK (amount_fen >= 0),
    carrier TEXT NOT NULL DEFAULT '',
    waybill TEXT NOT NULL DEFAULT '',
    shipped_at BIGINT,
    created_at BIGINT NOT NULL
)
-- ;
CREATE INDEX orders_by_state ON orders (state, created_at)
-- ;
CREATE TABLE notices (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL REFERENCES records (id),
    student TEXT NOT NULL REFERENCES students (id),
    decision TEXT NOT NULL REFERENCES decisions (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'cancelled')),
    due_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL
)
-- ;
CREATE INDEX notices_due ON notices (due_at) WHERE state = 'queued'
-- ;
CREATE INDEX notices_by_decision ON notices (decision)
-- ;
CREATE TABLE audit (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
)
-- ;
CREATE TABLE audit_head (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL
)
-- ;
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '')
