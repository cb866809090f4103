extension Migrations {
    static let migration0004 = ""
}
