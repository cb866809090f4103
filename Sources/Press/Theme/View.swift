/// The values that a template is given: texts, numbers, lists and dictionaries of such.
package typealias View = [String: any Sendable]

extension View {
    /// Leaves the key out where there is nothing, so that a template's section over it stays empty.
    package mutating func set(_ key: String, _ value: String?) {
        if let value, !value.isEmpty { self[key] = value }
    }

    package mutating func set(_ key: String, _ texts: [String]) {
        if !texts.isEmpty { self[key] = texts }
    }

    package mutating func set(_ key: String, _ views: [View]) {
        if !views.isEmpty { self[key] = views }
    }

    package mutating func flag(_ key: String, _ isSet: Bool) {
        if isSet { self[key] = true }
    }
}
