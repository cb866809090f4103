import Testing

/// Reads Prometheus' text format 0.0.4 as strictly as its own tools check it (`promtool check metrics`), and no more
/// leniently than the format says.
struct PrometheusReader {
    struct Fault: Error {
        let line: String
        let why: String
    }

    struct Family {
        let name: String
        var help = ""
        var kind = ""
        var samples: [(name: String, labels: [String: String], value: Double)] = []
    }

    private(set) var families: [Family] = []

    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Fault(line: "", why: "The last line does not end.") }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) {
            try take(line)
        }
        for family in families { try Self.check(family) }
    }

    /// The value of one sample; nil where there is none.
    subscript(name: String, labels: [String: String]) -> Double? {
        families.lazy.flatMap(\.samples).first { $0.name == name && $0.labels == labels }?.value
    }

    private mutating func take(_ line: String) throws {
        if let match = line.wholeMatch(of: #/# HELP ([a-z_:][a-z0-9_:]*) (.+)/#) {
            guard !families.contains(where: { $0.name == match.1 }) else {
                throw Fault(line: line, why: "It is there twice.")
            }
            families.append(Family(name: String(match.1), help: String(match.2)))
        } else if let match = line.wholeMatch(of: #/# TYPE ([a-z_:][a-z0-9_:]*) (counter|gauge|histogram)/#) {
            guard let last = families.indices.last, families[last].name == match.1, families[last].kind.isEmpty,
                families[last].samples.isEmpty
            else { throw Fault(line: line, why: "A type stands right behind its help.") }
            families[last].kind = String(match.2)
        } else {
            try takeSample(line)
        }
    }

    private mutating func takeSample(_ line: String) throws {
        guard let match = line.wholeMatch(of: #/([a-z_:][a-z0-9_:]*)(?:\{(.*)\})? (\S+)/#) else {
            throw Fault(line: line, why: "It is no sample.")
        }
        guard let value = Double(String(match.3)), value.isFinite else {
            throw Fault(line: line, why: "It has no value.")
        }
        guard let last = families.indices.last, !families[last].kind.isEmpty else {
            throw Fault(line: line, why: "It belongs to no family.")
        }
        var name = String(match.1)
        if families[last].kind == "histogram" {
            for end in ["_bucket", "_sum", "_count"] where name == families[last].name + end {
                name = families[last].name
            }
        }
        guard name == families[last].name else { throw Fault(line: line, why: "Its family stands elsewhere.") }
        let labels = try match.2.map { try Self.labels(String($0), line) } ?? [:]
        let isKnown = families[last].samples.contains { $0.name == match.1 && $0.labels == labels }
        guard !isKnown else { throw Fault(line: line, why: "It is there twice.") }
        families[last].samples.append((String(match.1), labels, value))
    }

    private static func labels(_ text: String, _ line: String) throws -> [String: String] {
        var labels: [String: String] = [:]
        var rest = Substring(text)
        while let match = rest.prefixMatch(of: #/([a-z_][a-z0-9_]*)="((?:[^"\\]|\\["\\n])*)"(,|$)/#) {
            guard labels.updateValue(String(match.2), forKey: String(match.1)) == nil else {
                throw Fault(line: line, why: "A label is there twice.")
            }
            rest = rest[match.range.upperBound...]
        }
        guard rest.isEmpty, !labels.isEmpty else { throw Fault(line: line, why: "Its labels cannot be read.") }
        return labels
    }

    private static func check(_ family: Family) throws {
        func fault(_ why: String) -> Fault { Fault(line: family.name, why: why) }
        guard !family.kind.isEmpty else { throw fault("It has no type.") }
        if family.kind == "counter", !family.name.hasSuffix("_total") {
            throw fault("A counter's name ends in _total.")
        }
        if family.kind != "counter", family.name.hasSuffix("_total") { throw fault("Only a counter's name ends so.") }
        guard family.kind == "histogram" else { return }
        let series = Set(family.samples.map { $0.labels.filter { $0.key != "le" } })
        for labels in series {
            let buckets = family.samples.filter {
                $0.name == family.name + "_bucket" && $0.labels.filter { $0.key != "le" } == labels
            }
            let bounds = buckets.compactMap {
                $0.labels["le"] == "+Inf" ? .infinity : $0.labels["le"].flatMap { Double($0) }
            }
            guard bounds.count == buckets.count, bounds == bounds.sorted(), Set(bounds).count == bounds.count,
                bounds.last == .infinity
            else { throw fault("Its buckets are not in order, or not all.") }
            guard buckets.map(\.value) == buckets.map(\.value).sorted() else {
                throw fault("A bucket holds all before it.")
            }
            let counts = family.samples.filter { $0.name == family.name + "_count" && $0.labels == labels }
            let sums = family.samples.filter { $0.name == family.name + "_sum" && $0.labels == labels }
            guard counts.count == 1, sums.count == 1, counts[0].value == buckets.last?.value, sums[0].value >= 0 else {
                throw fault("Its count is that of its last bucket.")
            }
        }
    }
}
