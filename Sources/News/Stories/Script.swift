/// How a language is written: what `lang` and `dir` say of a text (BCP 47, HTML).
public struct Script: Hashable, Sendable {
    public enum Direction: String, Hashable, Sendable {
        case leftToRight = "ltr"
        case rightToLeft = "rtl"
    }

    /// BCP 47.
    public let language: String
    public let direction: Direction

    /// The direction is the script's where the language names one (`az-Arab`), else that of the language's usual
    /// script.
    public init(language: String) {
        self.language = language
        let parts = language.lowercased().split(separator: "-").map(String.init)
        // What stands behind a single letter extends the tag, or is private (`x`), and names neither script nor region.
        let subtags = parts.dropFirst().prefix { $0.utf8.count > 1 }
        // A script has four letters and stands behind the language and what extends it.
        let script = subtags.first { $0.utf8.count == 4 && $0.utf8.allSatisfy { (97...122).contains($0) } }
        let region = subtags.first { $0.utf8.count == 2 }
        direction = Self.isRightToLeft(parts.first ?? "", script, region) ? .rightToLeft : .leftToRight
    }

    private static func isRightToLeft(_ language: String, _ script: String?, _ region: String?) -> Bool {
        if let script { return scripts.contains(script) }
        if let region, let other = regions[language], other.contains(region) { return !languages.contains(language) }
        return languages.contains(language)
    }

    /// Regions in which a language is usually written in the other direction than elsewhere (CLDR, *likely subtags*).
    private static let regions: [String: Set<String>] = [
        "az": ["iq", "ir"], "ha": ["cm", "sd"], "kk": ["af", "cn", "ir", "mn"], "ku": ["lb"], "ky": ["cn"],
        "ms": ["cc"], "pa": ["pk"], "sd": ["in"], "tg": ["pk"], "tk": ["af", "ir"], "ug": ["kz", "mn"], "uz": ["af"],
    ]

    /// Of the registered scripts those that run from right to left (ISO 15924).
    private static let scripts: Set<String> = [
        "adlm", "arab", "aran", "armi", "avst", "chrs", "cprt", "elym", "hatr", "hebr", "hung", "khar", "lydi", "mand",
        "mani", "mend", "merc", "mero", "narb", "nbat", "nkoo", "orkh", "ougr", "palm", "phli", "phlp", "phnx", "prti",
        "rohg", "samr", "sarb", "sogd", "sogo", "syrc", "thaa", "yezi",
    ]

    /// Languages whose usual script runs from right to left (CLDR, *likely subtags*); `iw` and `ji` are the former
    /// codes of Hebrew and Yiddish.
    private static let languages: Set<String> = [
        "aao", "abh", "abv", "acm", "acq", "acw", "acx", "acy", "adf", "aeb", "aec", "afb", "ajp", "apc", "apd", "ar",
        "arb", "arc", "arq", "ars", "ary", "arz", "auz", "avl", "ayh", "ayl", "ayn", "ayp", "azb", "bal", "bcc", "bgn",
        "bqi", "brh", "ckb", "dv", "fa", "glk", "gbz", "he", "iw", "ji", "jpr", "jrb", "khw", "ks", "lki",
        "lrc", "luz", "mzn", "nqo", "pes", "pga", "pnb", "prs", "ps", "rhg", "sam", "sd", "sdh", "shu", "skr", "ssh",
        "syr", "trw", "ug", "ur", "yi",
    ]
}
