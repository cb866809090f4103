internal import News

extension WriteTransaction {
    /// Keeps each place in a list that a story leaves, so that the list can be told as it was.
    ///
    /// A story that stays where it is costs nothing; so does one that readers did not see.
    /// - Parameters:
    ///   - old: The story as it is stored.
    ///   - kept: As it is going to be.
    ///   - now: When.
    func keepFormerPlaces(of old: Story, _ kept: StoredStory, at now: Timestamp) throws {
        guard let position = old.position, let copy = old.published else { return }
        let stays = kept.life.position == position ? kept.published?.topics ?? [] : []
        for list in copy.topics.subtracting(stays).map(\.description).sorted() {
            try sql.execute(
                Self.addPlaceQuery,
                [SQLValue(siteNumber), .text(list), SQLValue(position), SQLValue(old.number), SQLValue(now)]
            )
        }
    }

    /// Twice in one millisecond a story was in the list as often as once.
    static let addPlaceQuery = """
        INSERT INTO former_place (site, list, position, story, until) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
        """
}
