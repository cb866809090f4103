extension PostgreSQLSchema {
    /// What `Migrations.migration0019` makes.
    static let step0019 = """
        CREATE INDEX story_withdrawn ON story (site, withdrawn_at) WHERE withdrawn_at IS NOT NULL;
        CREATE INDEX unverified_report_verified ON unverified_report (site, verified_at) WHERE verified_at IS NOT NULL;
        DROP TRIGGER unverified_report_stays_as_told ON unverified_report;
        CREATE TRIGGER unverified_report_stays_as_told BEFORE UPDATE ON unverified_report
            FOR EACH ROW WHEN (OLD.verified_at IS NOT NULL OR NEW.story <> OLD.story OR NEW.number <> OLD.number OR
            NEW.site <> OLD.site OR NEW.words <> OLD.words OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor OR
            NEW.version <> OLD.version)
            EXECUTE FUNCTION refuse_change('what readers were told to be unverified is kept');
        """
}
