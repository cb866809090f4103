import News

extension PagedRows {
    /// `pagination` of the templates.
    func view(_ address: (Address.Page) -> Address) -> View {
        var view: View = [:]
        view.set("newer", newer.map { address($0).path })
        view.set("older", older.map { address($0).path })
        return view
    }
}
