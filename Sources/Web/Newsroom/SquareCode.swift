import CQREncode

/// A text as a square code (QR code, ISO/IEC 18004), which the camera of a phone reads.
struct SquareCode {
    /// Modules on each side, with the margin of four that readers want.
    let size: Int
    /// The dark modules as the path of an SVG, one unit for each.
    let path: String

    private static let margin = 4

    /// Nil where the text is longer than a code holds.
    init?(of text: String) {
        let bytes = Array(text.utf8)
        guard let code = QRcode_encodeData(CInt(bytes.count), bytes, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                // The lowest bit of a module says whether it is dark.
                while column < width, code.pointee.data[row * width + column] & 1 == 1 { column += 1 }
                let run = column - start
                if run > 0 { path += "M\(start + Self.margin) \(row + Self.margin)h\(run)v1h-\(run)z" }
                column = max(column, start + 1)
            }
        }
        size = width + 2 * Self.margin
        self.path = path
    }
}
