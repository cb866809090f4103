internal import News

// What readers were told to be unverified, as it stands in a record (`StoryRecord`); without the names of members.

extension UnverifiedReport {
    var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "words", value: .string(words)), .init(key: "at", value: at.json),
        ]
        if let verification {
            members.append(.init(key: "verifiedAt", value: verification.at.json))
            if let story = verification.story {
                members.append(.init(key: "verifiedBy", value: .string(story.description)))
            }
        }
        return .object(members)
    }

    init?(json: JSONValue, number: Int) {
        guard let words = json["words"]?.string?.collapsedWhitespace, !words.isEmpty,
            words.count <= UnverifiedReport.longest, let at = json["at"]?.time
        else { return nil }
        let verification = json["verifiedAt"]?.time.map { time in
            let story = json["verifiedBy"]?.string.flatMap { StoryNumber($0) }
            return Verification(at: time, actor: .restoration, story: story)
        }
        self.init(
            number: number,
            words: words,
            // The restored text is its story's first version.
            version: 1,
            at: at,
            actor: .restoration,
            verification: verification
        )
    }
}
