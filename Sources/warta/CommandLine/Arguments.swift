import News

/// Checks the bytes of the command line.
enum Arguments {
    /// Refuses arguments that are not UTF-8: Swift would replace the bytes by U+FFFD, and a file name would mean another
    /// file.
    /// - Throws: `invalid`; the message shows the argument escaped.
    static func check() throws {
        for index in 0..<Int(CommandLine.argc) {
            guard let argument = CommandLine.unsafeArgv[index] else { continue }
            guard String(validatingCString: argument) == nil else { continue }
            throw NewsError(
                .invalid,
                "“\(escaped(argument))” is not UTF-8, as all names must be that Warta is given; rename it."
            )
        }
    }

    /// Writes bytes that are not printable ASCII as `\xE9`.
    private static func escaped(_ text: UnsafePointer<CChar>) -> String {
        var escaped = ""
        var next = text
        while next.pointee != 0 {
            let byte = UInt8(bitPattern: next.pointee)
            if (0x20..<0x7F).contains(byte) {
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                escaped += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
            next += 1
        }
        return escaped
    }
}
