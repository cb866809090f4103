internal import News

extension ReadTransaction {
    /// What was granted must have become a story, nothing else may have, and each has a record that says what was decided.
    func grievanceProblems() throws -> [String] {
        let strays = try sql.rows(Self.strayGrievancesQuery, [SQLValue(siteNumber)]).map { row in
            "Number \(try row.required(0)) of the register is \(try row.string(1)), and its reply says otherwise."
        }
        let silent = try sql.rows(Self.silentGrievancesQuery, [SQLValue(siteNumber)]).map { row in
            "Number \(try row.required(0)) of the register is \(try row.string(1)), and its record does not say so."
        }
        return strays + silent
    }

    private static let strayGrievancesQuery = """
        SELECT grievance.number, grievance.state FROM grievance LEFT JOIN story ON story.number = grievance.reply
        WHERE grievance.site = $1 AND (
            (grievance.state = 'granted') <> (grievance.reply IS NOT NULL)
            OR (story.number IS NOT NULL AND story.site <> grievance.site)
        ) ORDER BY grievance.number
        """

    private static let silentGrievancesQuery = """
        SELECT number, state FROM grievance WHERE site = $1 AND NOT EXISTS (
            SELECT 1 FROM grievance_record WHERE grievance_record.grievance = grievance.number
            AND (grievance_record.act = grievance.state
                OR (grievance_record.act = 'received' AND grievance.ended IS NULL))
        ) ORDER BY number
        """
}
