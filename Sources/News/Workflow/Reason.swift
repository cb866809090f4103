extension String {
    /// Characters that a reason may have.
    private static let longestReason = 5_000

    /// A reason that somebody gave for what they do, on one line; it may be empty.
    /// - Throws: `invalid` where it has more than 5,000 characters.
    func asReason() throws(NewsError) -> String {
        let reason = collapsedWhitespace
        guard reason.fits(characters: Self.longestReason) else {
            throw NewsError(.invalid, "The reason has more than 5,000 characters; shorten it.")
        }
        return reason
    }

    /// The same where there must be one.
    /// - Parameter otherwise: What is said where there is none.
    /// - Throws: `invalid` where it is empty, or has more than 5,000 characters.
    func asReason(otherwise: String) throws(NewsError) -> String {
        guard !isBlank else { throw NewsError(.invalid, otherwise) }
        return try asReason()
    }
}
