import TestSupport

/// What another program than ours makes of bytes that are said to be gzip.
enum Gunzip {
    struct Refusal: Error {
        let status: Int32
        let words: String
    }

    /// Decodes with `gzip -dc`, which checks CRC and length.
    /// - Throws: `Refusal` where gzip says anything but that all is well.
    static func bytes(_ member: [UInt8]) throws -> [UInt8] {
        let (status, output) = try Program.run("gzip -dc", on: member)
        guard status == 0 else { throw Refusal(status: status, words: String(decoding: output, as: UTF8.self)) }
        return output
    }
}
