extension Migrations {
    /// Stands for the step that is written beside this one, so that the next one has its number.
    static let migration0007 = "SELECT 7;"
}
