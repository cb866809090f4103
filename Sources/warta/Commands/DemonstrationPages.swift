import Application
import BuiltIn
import Editorial
import News
import Press

/// The pages that press law asks for, as the demonstration newspaper has them.
enum DemonstrationPages {
    /// Writes those that nobody has written yet.
    static func write(_ newspaper: OpenNewspaper) async throws {
        let files = BuiltInFiles.files(under: "demo/")
        func text(_ name: String) -> String { files[name].map { String(decoding: $0, as: UTF8.self) } ?? "" }
        let imprint = try files["imprint.json"].map { Imprint(json: try JSONValue(parsing: $0)) }
        try await newspaper.desk.beginPage(.imprint, notation: "", imprint: imprint)
        try await newspaper.desk.beginPage(.guidelines, notation: try beginning())
        try await newspaper.desk.beginPage(.reply, notation: text("reply.txt"))
        try await newspaper.desk.beginPage(.complaint, notation: text("complaint.txt"))
    }

    /// The text that the newsroom proposes to whoever writes the guidelines first.
    private static func beginning() throws -> String {
        try Theme.newsroom(language: "id").strings.text("pages.kinds.guidelines.beginning")
    }
}
