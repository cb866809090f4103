/// A front of the newspaper, whose first stories the desk places by hand: that of the site, or of a section.
public enum Front: Hashable, Sendable {
    case site
    case section(Slug)

    /// As it is stored: empty for that of the site, else the section's slug.
    public var key: String {
        switch self {
        case .site: ""
        case .section(let slug): slug.rawValue
        }
    }

    /// Reads what is stored; nil where it is neither.
    public init?(key: String) {
        if key.isEmpty {
            self = .site
        } else if let slug = Slug(rawValue: key) {
            self = .section(slug)
        } else {
            return nil
        }
    }

    /// Where readers find it.
    public var address: Address {
        switch self {
        case .site: .front
        case .section(let slug): .section(slug)
        }
    }
}

extension Member {
    /// Whether the member may arrange a front: editors arrange those of their sections, and that of the site where they
    /// have all.
    public func permission(toArrange front: Front) -> Permission {
        let permission = permission(to: .arrangeFronts)
        guard permission.isAllowed, !role.isAboveSections, !sections.isEmpty else { return permission }
        if case .section(let slug) = front, sections.contains(slug) { return .allowed }
        return .refused(.otherSection)
    }
}
