import Foundation

/// Another program's opinion of bytes of ours.
///
/// Not Foundation's `Process`: it learns of an exit through `select`, which knows no file beyond the first 1,024, and
/// tests that hold many connections have more open.
public enum Program {
    /// Runs a line of the shell on the bytes.
    ///
    /// - Parameters:
    ///   - line: Reads the bytes from standard input; what it writes to standard output is given back.
    ///   - bytes: The bytes.
    /// - Returns: Its exit status, 0 where all is well, and its output.
    public static func run(_ line: String, on bytes: [UInt8]) throws -> (status: Int32, output: [UInt8]) {
        let path = FileManager.default.temporaryDirectory.path + "/warta-\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard let pipe = popen("{ \(line) ; } < '\(path)' 2>&1", "re") else { return (-1, []) }
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&chunk, 1, chunk.count, pipe), count > 0 { output += chunk[..<count] }
        return (pclose(pipe), output)
    }
}
