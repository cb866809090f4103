/// An XML document that is being written, element by element.
struct XMLWriter {
    private(set) var bytes: [UInt8] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Appends markup as it stands.
    ///
    /// What comes from outside goes through `text` or `element`.
    mutating func markup(_ markup: String) {
        bytes.append(contentsOf: markup.utf8)
    }

    mutating func text(_ text: String) {
        XML.append(text, to: &bytes)
    }

    /// An element with text in it; nothing where the text is empty.
    mutating func element(_ name: String, _ text: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        guard !text.isEmpty else { return }
        open(name, attributes)
        self.text(text)
        markup("</")
        markup(name)
        markup(">\n")
    }

    /// An element without content.
    mutating func empty(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        open(name, attributes, ending: "/>\n")
    }

    /// The beginning of an element whose content and end follow.
    mutating func open(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        ending: String = ">"
    ) {
        markup("<")
        markup(name)
        for (key, value) in attributes {
            markup(" ")
            markup(key)
            markup("=\"")
            text(value)
            markup("\"")
        }
        markup(ending)
    }
}
