extension PostgreSQLSchema {
    /// What SQLite's first ten migrations made, where each table is explained: the same tables, columns and rules.
    ///
    /// This text is frozen, as those are. Text compares by its bytes (`COLLATE "C"`), as it does in SQLite, so that order
    /// and uniqueness do not depend on a server's locale. Where SQLite's indexes end in the row's number by themselves, it
    /// stands in the index.
    static let step0010 = refusal + closedSets + stories + people + newsroom + search
}

/// What forbids a change, with the sentence that it is given.
private let refusal = """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation';
    END
    $$;

    """

/// The values that are allowed in columns with few values, one row for each, since there will be more.
private let closedSets = """
    CREATE TABLE public_state (name text COLLATE "C" PRIMARY KEY);
    INSERT INTO public_state (name) VALUES ('never'), ('scheduled'), ('live'), ('held'), ('withdrawn');
    CREATE TABLE stage (name text COLLATE "C" PRIMARY KEY);
    INSERT INTO stage (name) VALUES ('draft'), ('submitted'), ('in_edit'), ('approved');
    CREATE TABLE decider (name text COLLATE "C" PRIMARY KEY);
    INSERT INTO decider (name) VALUES ('desk'), ('wire');
    CREATE TABLE wire_status (name text COLLATE "C" PRIMARY KEY);
    INSERT INTO wire_status (name) VALUES ('usable'), ('withheld'), ('canceled');
    CREATE TABLE byline_role (name text COLLATE "C" PRIMARY KEY);
    INSERT INTO byline_role (name) VALUES ('author'), ('editor'), ('photographer'), ('contributor');
    CREATE TABLE act (name text COLLATE "C" PRIMARY KEY);
    INSERT INTO act (name) VALUES ('filed'), ('published'), ('updated'), ('withdrawn'), ('held'), ('scheduled'),
        ('unscheduled'), ('saved'), ('submitted'), ('sent_back'), ('approved'), ('planned'), ('claimed'),
        ('handed_over'), ('let_go'), ('guest_invited'), ('guest_revoked'), ('guest_approved'), ('guest_objected'),
        ('brought_back'), ('embargoed'), ('embargo_lifted');
    CREATE TABLE role (name text COLLATE "C" PRIMARY KEY);
    INSERT INTO role (name) VALUES ('reporter'), ('editor'), ('managing_editor'), ('administrator');
    CREATE TABLE security_act (name text COLLATE "C" PRIMARY KEY);
    INSERT INTO security_act (name) VALUES ('member_added'), ('member_changed'), ('member_deactivated'),
        ('member_activated'), ('link_made'), ('password_set'), ('password_changed'), ('factor_added'),
        ('factor_removed'), ('recovery_code_used'), ('signed_in'), ('sign_in_failed'), ('sign_ins_slowed'),
        ('signed_out'), ('session_ended'), ('all_sessions_ended'), ('right_refused'), ('link_asked_for'),
        ('passkey_added'), ('passkey_removed');
    CREATE TABLE task_priority (name text COLLATE "C" PRIMARY KEY);
    INSERT INTO task_priority (name) VALUES ('high'), ('normal'), ('low');
    CREATE TABLE task_flag (name text COLLATE "C" PRIMARY KEY);
    INSERT INTO task_flag (name) VALUES ('needs_picture'), ('rights'), ('legal'), ('sensitive');
    CREATE TABLE notification_kind (name text COLLATE "C" PRIMARY KEY);
    INSERT INTO notification_kind (name) VALUES ('sent_back'), ('approved'), ('published'), ('handed_over'),
        ('schedule_late'), ('schedule_failed'), ('guest_approved'), ('guest_objected'), ('mentioned');
    CREATE TABLE guest_purpose (name text COLLATE "C" PRIMARY KEY);
    INSERT INTO guest_purpose (name) VALUES ('lawyer'), ('source'), ('expert'), ('other');
    CREATE TABLE letter_kind (name text COLLATE "C" PRIMARY KEY);
    INSERT INTO letter_kind (name) VALUES ('invitation'), ('recovery'), ('link_shown'), ('password_changed'),
        ('email_changed'), ('factor_added'), ('factor_removed'), ('recovery_code_used'), ('passkey_added'),
        ('passkey_removed');
    CREATE TABLE letter_state (name text COLLATE "C" PRIMARY KEY);
    INSERT INTO letter_state (name) VALUES ('waiting'), ('sent'), ('given_up'), ('overtaken');

    """

/// `words` holds each stem of a story once, with marks for those of its headline (`PostgreSQLWords`); the texts are the stems in
/// their order, with spaces around each.
private let search = """
    CREATE TABLE story_search (
        position bigint PRIMARY KEY,
        headline text COLLATE "C" NOT NULL,
        text text COLLATE "C" NOT NULL,
        words text[] COLLATE "C" NOT NULL
    );
    CREATE INDEX story_search_words ON story_search USING gin (words) WITH (gin_pending_list_limit = 512);
    CREATE TABLE desk_search (
        story bigint PRIMARY KEY,
        headline text COLLATE "C" NOT NULL,
        text text COLLATE "C" NOT NULL,
        words text[] COLLATE "C" NOT NULL
    );
    CREATE INDEX desk_search_words ON desk_search USING gin (words) WITH (gin_pending_list_limit = 512);
    """
