import HTTPTypes
import News

/// The name of one request, by which its lines are found in logs, here and in the proxies before us.
public enum RequestID {
    /// Of the request that is being answered in this task; nil outside of one.
    @TaskLocal public static var current: String?

    /// A new one: 16 hexadecimal digits.
    static func make() -> String {
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The name that a request comes with, where somebody who is believed gave it one, else a new one.
    static func of(_ fields: HTTPFields, isTrusted: Bool) -> String {
        if isTrusted, let given = fields[.requestID], isValid(given) { return given }
        return make()
    }

    /// Whether it is short, and has nothing in it that a log or a head could take for something else.
    static func isValid(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { ($0 | 0x20) &- 97 < 26 || $0 &- 48 < 10 || "-_.:=+/@".utf8.contains($0) }
    }
}
