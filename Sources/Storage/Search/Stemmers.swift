/// One stemmer for each language, made when it is first needed.
struct Stemmers {
    private var made: [String: Stemmer] = [:]

    mutating func stemmer(for language: String) -> Stemmer {
        if let stemmer = made[language] { return stemmer }
        // Only a few are kept at a time, however many languages a wire sends.
        if made.count == 16 { made = [:] }
        let stemmer = Stemmer(language: language)
        made[language] = stemmer
        return stemmer
    }
}
