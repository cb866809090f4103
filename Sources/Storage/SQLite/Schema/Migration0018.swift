extension Migrations {
    /// Two more ends of what stands in the register, and triggers that guard each of its columns.
    ///
    /// `dismissed` is what the desk takes for nothing that somebody means, `lapsed` what nobody decided in time. What was
    /// sent stays as it is until it is erased, and erased is all of it; then the words of its record may be emptied, and
    /// nothing else of the record.
    static let migration0018 = """
        INSERT INTO grievance_state (name) VALUES ('dismissed'), ('lapsed');
        INSERT INTO grievance_act (name) VALUES ('dismissed'), ('lapsed');
        CREATE INDEX grievance_undecided ON grievance (received) WHERE ended IS NULL;
        DROP TRIGGER grievance_stays_decided;
        CREATE TRIGGER grievance_stays_decided BEFORE UPDATE ON grievance
            WHEN (OLD.ended IS NOT NULL AND (NEW.state IS NOT OLD.state OR NEW.ended IS NOT OLD.ended OR
            NEW.holder IS NOT OLD.holder OR NEW.reply IS NOT OLD.reply OR NEW.correction IS NOT OLD.correction))
            OR (OLD.erased IS NOT NULL AND NEW.erased IS NOT OLD.erased)
            BEGIN SELECT RAISE(ABORT, 'what was decided stays so'); END;
        DROP TRIGGER grievance_stays_as_sent;
        CREATE TRIGGER grievance_stays_as_sent BEFORE UPDATE ON grievance
            WHEN NEW.number <> OLD.number OR NEW.site <> OLD.site OR NEW.kind <> OLD.kind OR NEW.story <> OLD.story OR
            NEW.received <> OLD.received OR NEW.due <> OLD.due OR NEW.form <> OLD.form OR NEW.digest <> OLD.digest OR
            (NEW.erased IS NULL AND (NEW.name <> OLD.name OR NEW.email <> OLD.email OR NEW.phone <> OLD.phone OR
            NEW.relation <> OLD.relation OR NEW.quoted <> OLD.quoted OR NEW.words <> OLD.words)) OR
            (NEW.erased IS NOT NULL AND
            NEW.name || NEW.email || NEW.phone || NEW.relation || NEW.quoted || NEW.words <> '')
            BEGIN SELECT RAISE(ABORT, 'what was sent is kept as it is, or erased'); END;
        DROP TRIGGER grievance_record_is_not_changed;
        UPDATE grievance_record SET words = ''
            WHERE grievance IN (SELECT number FROM grievance WHERE erased IS NOT NULL);
        CREATE TRIGGER grievance_record_is_not_changed BEFORE UPDATE ON grievance_record
            WHEN NEW.sequence <> OLD.sequence OR NEW.grievance <> OLD.grievance OR NEW.at <> OLD.at OR
            NEW.act <> OLD.act OR NEW.actor IS NOT OLD.actor OR NEW.refusal IS NOT OLD.refusal OR NEW.words <> '' OR
            NOT EXISTS (SELECT 1 FROM grievance WHERE number = OLD.grievance AND erased IS NOT NULL)
            BEGIN SELECT RAISE(ABORT, 'the record of the register is only added to'); END;
        """
}
