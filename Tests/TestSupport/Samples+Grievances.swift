public import News

extension GrievanceDraft {
    /// What a reader sends who is reported on.
    public static let sample = GrievanceDraft(
        name: "Sari Utami",
        email: "sari@contoh.example",
        relation: "Yang diberitakan",
        quoted: "Kim",
        words: "Bukan saya."
    )
}

extension Grievance {
    /// A complaint about a story, due in a minute.
    public static func sample(_ number: Int64, about story: StoryNumber) -> Grievance {
        Grievance(
            number: number,
            kind: .complaint,
            story: story,
            state: .open,
            received: .sampleNow,
            due: .sampleNow.adding(seconds: 60),
            sender: Sender(name: "Sari", email: "sari@contoh.example", phone: "", relation: "Pembaca"),
            quoted: "Kim",
            words: "Bukan."
        )
    }
}
