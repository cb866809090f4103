import Foundation

/// What another program than ours makes of bytes that are said to be gzip.
enum Gunzip {
    struct Refusal: Error {
        let status: Int32
        let words: String
    }

    /// Decodes with `gzip -dc`, which checks CRC and length.
    /// - Throws: `Refusal` where gzip says anything but that all is well.
    static func bytes(_ member: [UInt8]) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.path + "/warta-\(UUID().uuidString).gz"
        try Data(member).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let process = Process()
        let (output, words) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", path]
        process.standardOutput = output
        process.standardError = words
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        let said = words.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Refusal(status: process.terminationStatus, words: String(decoding: said, as: UTF8.self))
        }
        return [UInt8](bytes)
    }
}
