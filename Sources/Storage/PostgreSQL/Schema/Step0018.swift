extension PostgreSQLSchema {
    /// What `Migrations.migration0018` makes.
    static let step0018 = """
        INSERT INTO grievance_state (name) VALUES ('dismissed'), ('lapsed');
        INSERT INTO grievance_act (name) VALUES ('dismissed'), ('lapsed');
        CREATE INDEX grievance_undecided ON grievance (received) WHERE ended IS NULL;
        DROP TRIGGER grievance_stays_decided ON grievance;
        CREATE TRIGGER grievance_stays_decided BEFORE UPDATE ON grievance
            FOR EACH ROW WHEN ((OLD.ended IS NOT NULL AND (NEW.state IS DISTINCT FROM OLD.state OR
            NEW.ended IS DISTINCT FROM OLD.ended OR NEW.holder IS DISTINCT FROM OLD.holder OR
            NEW.reply IS DISTINCT FROM OLD.reply OR NEW.correction IS DISTINCT FROM OLD.correction))
            OR (OLD.erased IS NOT NULL AND NEW.erased IS DISTINCT FROM OLD.erased))
            EXECUTE FUNCTION refuse_change('what was decided stays so');
        DROP TRIGGER grievance_stays_as_sent ON grievance;
        CREATE TRIGGER grievance_stays_as_sent BEFORE UPDATE ON grievance
            FOR EACH ROW WHEN (NEW.number <> OLD.number OR NEW.site <> OLD.site OR NEW.kind <> OLD.kind OR
            NEW.story <> OLD.story OR NEW.received <> OLD.received OR NEW.due <> OLD.due OR NEW.form <> OLD.form OR
            NEW.digest <> OLD.digest OR
            (NEW.erased IS NULL AND (NEW.name <> OLD.name OR NEW.email <> OLD.email OR NEW.phone <> OLD.phone OR
            NEW.relation <> OLD.relation OR NEW.quoted <> OLD.quoted OR NEW.words <> OLD.words)) OR
            (NEW.erased IS NOT NULL AND
            NEW.name || NEW.email || NEW.phone || NEW.relation || NEW.quoted || NEW.words <> ''))
            EXECUTE FUNCTION refuse_change('what was sent is kept as it is, or erased');
        DROP TRIGGER grievance_record_is_not_changed ON grievance_record;
        UPDATE grievance_record SET words = ''
            WHERE grievance IN (SELECT number FROM grievance WHERE erased IS NOT NULL);
        CREATE FUNCTION keep_grievance_record() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.sequence <> OLD.sequence OR NEW.grievance <> OLD.grievance OR NEW.at <> OLD.at OR NEW.act <> OLD.act OR
                NEW.actor IS DISTINCT FROM OLD.actor OR NEW.refusal IS DISTINCT FROM OLD.refusal OR NEW.words <> '' OR
                NOT EXISTS (SELECT 1 FROM grievance WHERE number = OLD.grievance AND erased IS NOT NULL)
            THEN
                RAISE EXCEPTION USING MESSAGE = 'the record of the register is only added to',
                    ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END
        $$;
        CREATE TRIGGER grievance_record_is_not_changed BEFORE UPDATE ON grievance_record
            FOR EACH ROW EXECUTE FUNCTION keep_grievance_record();
        """
}
