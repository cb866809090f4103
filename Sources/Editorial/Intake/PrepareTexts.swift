public import News
public import Storage

extension Desk {
    /// Prepares the items' texts: all that can be done about them before they are taken.
    ///
    /// An import does it to the next items while the last are being stored.
    public func prepareTexts(of items: [WireItem]) async -> [PreparedText] {
        await textPreparer.prepare(items.map(\.copy))
    }
}
