internal import Foundation
internal import News

/// A value of a type that both databases have.
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)

    init(_ value: Int64?) {
        self = value.map { .integer($0) } ?? .null
    }

    init(_ value: String?) {
        self = value.map { .text($0) } ?? .null
    }

    init(_ time: Timestamp?) {
        self.init(time?.milliseconds)
    }

    init(_ position: ListPosition?) {
        self.init(position?.rawValue)
    }

    init(_ number: StoryNumber) {
        self = .integer(number.rawValue)
    }

    init(_ number: MemberNumber) {
        self = .integer(number.rawValue)
    }

    init(_ number: SiteNumber) {
        self = .integer(number.rawValue)
    }

    init(_ slug: Slug) {
        self = .text(slug.rawValue)
    }
}

extension SQLValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    init(integerLiteral value: Int64) { self = .integer(value) }
    init(stringLiteral value: String) { self = .text(value) }
}

extension String {
    /// The text as databases keep it: PostgreSQL takes no zero byte, and SQLite would cut the text there.
    var withoutZeroBytes: String {
        let found = utf8.withContiguousStorageIfAvailable { bytes in
            bytes.baseAddress.flatMap { memchr($0, 0, bytes.count) } != nil
        }
        return found == false ? self : replacing("\0", with: "")
    }
}

/// One row of a result, read column by column from the left.
///
/// The schema says what each column holds, so a value of another type means a damaged file, not a case to handle.
struct SQLRow {
    let values: [SQLValue]

    subscript(index: Int) -> SQLValue {
        index < values.count ? values[index] : .null
    }

    func integer(_ index: Int) -> Int64? {
        if case .integer(let value) = self[index] { value } else { nil }
    }

    func text(_ index: Int) -> String? {
        if case .text(let value) = self[index] { value } else { nil }
    }

    func required(_ index: Int) throws -> Int64 {
        guard let value = integer(index) else { throw SQLFault.column(index, "an integer") }
        return value
    }

    func string(_ index: Int) throws -> String {
        guard let value = text(index) else { throw SQLFault.column(index, "text") }
        return value
    }

    func time(_ index: Int) throws -> Timestamp {
        Timestamp(milliseconds: try required(index))
    }

    func optionalTime(_ index: Int) -> Timestamp? {
        integer(index).map { Timestamp(milliseconds: $0) }
    }

    func number(_ index: Int) throws -> StoryNumber {
        StoryNumber(rawValue: try required(index))
    }

    func position(_ index: Int) -> ListPosition? {
        integer(index).map { ListPosition(rawValue: $0) }
    }

    func slug(_ index: Int) throws -> Slug {
        guard let slug = Slug(rawValue: try string(index)) else { throw SQLFault.column(index, "a slug") }
        return slug
    }

    func slugIfAny(_ index: Int) throws -> Slug? {
        text(index) == nil ? nil : try slug(index)
    }
}

/// A damaged file or a bug of ours; what a person can fix is a `NewsError` instead.
enum SQLFault: Error, Hashable {
    /// A column does not hold what the schema says.
    case column(Int, String)
    /// A constraint of the schema forbids the change; the text is the database's own.
    case constraint(Rule, String)
    /// What is stored about a story cannot be read.
    case story(Int64, String)

    /// The kind of constraint.
    enum Rule {
        case unique, reference, notNull, check
        /// Any other constraint, such as that the journal is not changed.
        case other
    }
}
