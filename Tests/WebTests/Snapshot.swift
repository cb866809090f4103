import HTTPTypes
import HummingbirdTesting
import NIOCore

/// An answer's head as lines, sorted, with what differs from one build of the theme to the next named, not shown.
struct Snapshot {
    let text: String

    init(_ response: TestResponse, without omitted: Set<String> = []) {
        let lines = response.headers.filter { !omitted.contains($0.name.rawName.lowercased()) }.map { field in
            "\(field.name.rawName): \(Self.value(field, response))"
        }
        text = ([String(response.status.code)] + lines.sorted()).joined(separator: "\n")
    }

    private static func value(_ field: HTTPField, _ response: TestResponse) -> String {
        switch field.name {
        case .eTag: field.value.replacing(#/[0-9a-f]{16}/#, with: "DIGEST")
        case .contentLength where field.value == String(response.body.readableBytes): "LENGTH"
        case .contentSecurityPolicy: field.value.hasPrefix("default-src 'none'; ") ? "POLICY" : field.value
        default: field.value
        }
    }
}
