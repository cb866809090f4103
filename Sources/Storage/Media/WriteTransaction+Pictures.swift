public import News

extension WriteTransaction {
    /// Saves a picture that the darkroom has on disk; a known one gets its present renditions.
    public func keep(_ picture: Picture) throws {
        try sql.execute(
            """
            INSERT INTO picture (digest, width, height, widths, media_type) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (digest) DO UPDATE SET width = excluded.width, height = excluded.height,
            widths = excluded.widths, media_type = excluded.media_type
            """,
            [
                .text(picture.digest), .integer(Int64(picture.width)), .integer(Int64(picture.height)),
                .text(picture.widths.map(String.init).joined(separator: ",")), .text(picture.mediaType),
            ]
        )
    }
}
