extension Migrations {
    static let migration0003 = ""
}
