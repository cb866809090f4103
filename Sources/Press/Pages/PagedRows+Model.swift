import News

/// The rows of one page of a list, and where the pages beside it begin.
struct PagedRows<Row: Sendable>: Sendable {
    let rows: [Row]
    /// The page of newer rows; nil at the top.
    let newer: Address.Page?
    /// The page of older rows; nil at the end.
    let older: Address.Page?
}
