internal import News

/// One column of a table, and how it stores a field of a value.
///
/// All that is stored of a story goes through lists of these, whether in a table or in a text.
struct StoredColumn<Value>: Sendable {
    let name: String
    let write: @Sendable (Value) -> SQLValue
    /// Reads the stored value into the field; false if it is not what the column holds.
    ///
    /// Nil for a column that is computed from others, for an index.
    let read: (@Sendable (SQLValue, inout Value) -> Bool)?

    /// The fault of a value that cannot be read.
    func fault(of number: StoryNumber) -> SQLFault {
        .story(number.rawValue, "its \(name.replacing("_", with: " ")) cannot be read")
    }
}

extension [StoredColumn<Copy>] {
    /// The plain fields of copy.
    static let copy = Copy.fields.map { field in
        switch field.kind {
        case .text(let text):
            StoredColumn<Copy>(
                name: field.name,
                write: { .text($0[keyPath: text]) },
                read: { value, copy in
                    guard case .text(let stored) = value else { return false }
                    copy[keyPath: text] = stored
                    return true
                }
            )
        case .integer(let number):
            StoredColumn<Copy>(
                name: field.name,
                write: { SQLValue($0[keyPath: number].map(Int64.init)) },
                read: { value, copy in
                    copy[keyPath: number] = value.integer.map { Int($0) }
                    return value == .null || value.integer != nil
                }
            )
        case .zone(let zone):
            StoredColumn<Copy>(
                name: field.name,
                write: { .text($0[keyPath: zone].identifier) },
                read: { value, copy in
                    guard case .text(let stored) = value, let known = Zone(stored) else { return false }
                    copy[keyPath: zone] = known
                    return true
                }
            )
        case .slug(let slug):
            StoredColumn<Copy>(
                name: field.name,
                write: { SQLValue($0[keyPath: slug]?.rawValue) },
                read: { value, copy in
                    copy[keyPath: slug] = value.text.flatMap(Slug.init(rawValue:))
                    return value == .null || copy[keyPath: slug] != nil
                }
            )
        case .stories(let stories):
            StoredColumn<Copy>(
                name: field.name,
                write: { copy in
                    let numbers = copy[keyPath: stories].map(\.description)
                    return numbers.isEmpty ? .null : .text(numbers.joined(separator: " "))
                },
                read: { value, copy in
                    let parts = value.text?.split(separator: " ") ?? []
                    copy[keyPath: stories] = parts.compactMap { StoryNumber(String($0)) }
                    return copy[keyPath: stories].count == parts.count && (value == .null || !parts.isEmpty)
                }
            )
        }
    }
}

extension [StoredColumn<Story.Life>] {
    /// A story's life; former paths are in a table of their own.
    static let life: [StoredColumn<Story.Life>] = [
        .init(
            name: "public_state",
            write: { .text($0.state.rawValue) },
            read: { value, life in
                value.text.flatMap(PublicState.init(rawValue:)).map { life.state = $0 } != nil
            }
        ),
        .init(
            name: "decided_by",
            write: { .text($0.decidedBy.rawValue) },
            read: { value, life in
                value.text.flatMap(Story.Decider.init(rawValue:)).map { life.decidedBy = $0 } != nil
            }
        ),
        .init(
            name: "published_version",
            write: { .integer(Int64($0.publishedVersion)) },
            read: { value, life in
                value.integer.map { life.publishedVersion = Int($0) } != nil
            }
        ),
        .init(
            name: "working_saves",
            write: { .integer(Int64($0.workingSaves)) },
            read: { value, life in
                value.integer.map { life.workingSaves = Int($0) } != nil
            }
        ),
        .time("first_public", \.firstPublic),
        .init(
            name: "text_was_public",
            write: { .integer($0.textWasPublic ? 1 : 0) },
            read: { value, life in
                value.integer.map { life.textWasPublic = $0 != 0 } != nil
            }
        ),
        .init(
            name: "position",
            write: { SQLValue($0.position) },
            read: { value, life in
                life.position = value.integer.map { ListPosition(rawValue: $0) }
                return true
            }
        ),
        .init(name: "due", write: { SQLValue($0.state == .scheduled ? $0.publicSince : nil) }, read: nil),
        .time("first_published", \.firstPublished),
        .init(name: "public_since", write: { SQLValue($0.publicSince) }, read: nil),
        .time("updated", \.updated),
        .init(
            name: "wire_version",
            write: { SQLValue($0.wire?.version) },
            read: { value, life in
                life.wire = value.time.map { WireStamp(version: $0) }
                return true
            }
        ),
        .init(
            name: "wire_edition",
            write: { SQLValue($0.wire?.edition) },
            read: { value, life in
                life.wire?.edition = value.text ?? ""
                return true
            }
        ),
        .init(
            name: "wire_fingerprint",
            write: { SQLValue($0.wire?.fingerprint) },
            read: { value, life in
                life.wire?.fingerprint = value.integer
                return true
            }
        ),
        .init(
            name: "paid_label",
            write: { SQLValue($0.paid?.label.rawValue) },
            read: { value, life in
                let label = value.text.flatMap(PaidContent.Label.init(rawValue:))
                life.paid = label.map { PaidContent(label: $0, payer: "") }
                return value == .null || label != nil
            }
        ),
        .init(
            name: "payer",
            write: { SQLValue($0.paid?.payer) },
            read: { value, life in
                life.paid = life.paid.map { PaidContent(label: $0.label, payer: value.text ?? "") }
                return true
            }
        ),
        .time("content_created", \.contentCreated),
        .time("embargoed_until", \.embargoedUntil),
        .init(
            name: "embargo_is_desks",
            write: { .integer($0.isEmbargoDesks ? 1 : 0) },
            read: { value, life in
                value.integer.map { life.isEmbargoDesks = $0 != 0 } != nil
            }
        ),
        .init(
            name: "withdrawn_at",
            write: { SQLValue($0.withdrawal?.at) },
            read: { value, life in
                life.withdrawal = value.time.map { Story.Withdrawal(at: $0, reason: "") }
                return true
            }
        ),
        .init(
            name: "withdrawal_reason",
            write: { SQLValue($0.withdrawal?.reason) },
            read: { value, life in
                life.withdrawal = life.withdrawal.map { Story.Withdrawal(at: $0.at, reason: value.text ?? "") }
                return true
            }
        ),
        .init(
            name: "withdrawal_ground",
            write: { SQLValue($0.withdrawal?.ground?.rawValue) },
            read: { value, life in
                let ground = value.text.flatMap(Story.Withdrawal.Ground.init(rawValue:))
                life.withdrawal = life.withdrawal.map {
                    Story.Withdrawal(at: $0.at, ground: ground, reason: $0.reason)
                }
                return value == .null || ground != nil
            }
        ),
    ]
}

extension StoredColumn<Story.Life> {
    fileprivate static func time(_ name: String, _ field: any WritableKeyPath<Story.Life, Timestamp> & Sendable) -> Self
    {
        Self(
            name: name,
            write: { SQLValue($0[keyPath: field]) },
            read: { value, life in
                value.time.map { life[keyPath: field] = $0 } != nil
            }
        )
    }

    fileprivate static func time(
        _ name: String,
        _ field: any WritableKeyPath<Story.Life, Timestamp?> & Sendable
    ) -> Self {
        Self(
            name: name,
            write: { SQLValue($0[keyPath: field]) },
            read: { value, life in
                life[keyPath: field] = value.time
                return true
            }
        )
    }
}

extension SQLValue {
    var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
    var text: String? { if case .text(let value) = self { value } else { nil } }
    var time: Timestamp? { integer.map { Timestamp(milliseconds: $0) } }
}
