-- How people log in: the second step, sessions that say where they are, single sign-on, people and groups that a
-- directory keeps.

-- A time-based one-time password (RFC 6238). last_step: the newest step whose code was used, so that none is used twice;
-- failed: wrong codes in a row; salt: of the recovery codes.
CREATE TABLE second_step (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    secret_sealed TEXT NOT NULL, confirmed_at BIGINT, last_step BIGINT NOT NULL, failed BIGINT NOT NULL,
    salt TEXT NOT NULL, created_at BIGINT NOT NULL
);

CREATE TABLE recovery_code (
    user_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE, code_hash TEXT NOT NULL, used_at BIGINT,
    PRIMARY KEY (user_id, code_hash)
);

-- The password was right, the second step is still to come. set_up: none is set up yet, and the role needs one.
CREATE TABLE half_log_in (
    token_hash TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    set_up BIGINT NOT NULL, way TEXT NOT NULL, tries BIGINT NOT NULL, expires_at BIGINT NOT NULL
);
CREATE INDEX half_log_in_of_user ON half_log_in (user_id);

-- Where a session began and how. sign_on_session: its name at the provider, which may end it.
ALTER TABLE session ADD COLUMN address TEXT;
ALTER TABLE session ADD COLUMN browser TEXT;
ALTER TABLE session ADD COLUMN device TEXT;
ALTER TABLE session ADD COLUMN way TEXT NOT NULL DEFAULT 'password';
ALTER TABLE session ADD COLUMN sign_on_session TEXT;
CREATE INDEX session_of_sign_on ON session (sign_on_session);

-- One record: what is asked of whom, and the firm's own provider of identities.
CREATE TABLE log_in_settings (
    {record},
    code_roles TEXT NOT NULL, active BIGINT NOT NULL, name TEXT, issuer TEXT, client_id TEXT, client_secret_sealed TEXT,
    scopes TEXT NOT NULL, groups_claim TEXT, role_map TEXT NOT NULL, default_role TEXT, create_users BIGINT NOT NULL,
    trust_email BIGINT NOT NULL, only_way BIGINT NOT NULL, scim_token_hash TEXT
);

-- Who somebody is at the provider.
CREATE TABLE identity (
    issuer TEXT NOT NULL, subject TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX identity_of_user ON identity (user_id);

-- Administrators who may always log in by password.
CREATE TABLE break_glass (user_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE, at BIGINT NOT NULL);

-- What the directory (SCIM) calls a person; removed: it took them away, so they are off here.
CREATE TABLE directory_person (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    user_name TEXT, external_id TEXT, removed BIGINT NOT NULL
);

CREATE TABLE directory_group (
    id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, external_id TEXT, revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL
);

CREATE TABLE directory_member (
    group_id TEXT NOT NULL REFERENCES directory_group (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, user_id)
);
CREATE INDEX directory_member_person ON directory_member (user_id);
