import News
import Synchronization

/// What a pressed page depends on.
enum Dependency: Hashable, Sendable {
    case topic(Topic)
    /// The masthead: names and order of the sections.
    case masthead
    /// The pages that press law asks for: what they say, and which there are.
    case standingPages
    /// What the desk has placed on fronts, and when that ends.
    case fronts
    /// The most read of one window, of the site or of a section.
    case ranking(ReadWindow, Slug?)
    /// The hour of the clock, for what ages without a publication.
    case hour
    /// The stories of one sitemap shard.
    case shard(Int64)
}

/// The versions that one newspaper's pages are held against: a change moves some, and every page made of them is pressed
/// again when it is next asked for.
///
/// Nobody enumerates pages. Each newspaper has versions of its own, so that what changes in one concerns no page of
/// another, and a page's stamp need not say which newspaper it means.
///
/// A fixed number of counters, so that memory is bounded however many stories there are and no lock is taken; two
/// dependencies that share a counter cost a needless pressing now and then, never a stale page.
final class Versions: Sendable {
    /// The versions that a page was made of.
    struct Stamp: Sendable {
        fileprivate let cells: [(index: Int, version: Int)]
    }

    private static let size = 1 << 14
    /// Whose versions these are, by its number in the house.
    let newspaper: Int
    private let changes = AtomicCounter()
    private let counters = (0..<size).map { _ in AtomicCounter() }

    init(of newspaper: Int) {
        self.newspaper = newspaper
    }

    /// Moves with every change of anything.
    ///
    /// A page that was read in one epoch and stamped in the same is whole.
    var epoch: Int { changes.value.load(ordering: .acquiring) }

    func stamp(_ dependencies: Set<Dependency>) -> Stamp {
        Stamp(cells: dependencies.map { (index($0), counters[index($0)].value.load(ordering: .acquiring)) })
    }

    func isCurrent(_ stamp: Stamp) -> Bool {
        stamp.cells.allSatisfy { counters[$0.index].value.load(ordering: .acquiring) == $0.version }
    }

    /// To be called after the change can be read.
    ///
    /// The epoch moves first: whoever stamps a page with the new version then sees the new epoch too, so that a page
    /// read before the change never passes for one read after it.
    func move(_ dependency: Dependency) {
        changes.value.wrappingAdd(1, ordering: .acquiringAndReleasing)
        counters[index(dependency)].value.wrappingAdd(1, ordering: .acquiringAndReleasing)
    }

    /// The same for whatever there is: nobody knows what has changed.
    func moveAll() {
        changes.value.wrappingAdd(1, ordering: .acquiringAndReleasing)
        for counter in counters { counter.value.wrappingAdd(1, ordering: .acquiringAndReleasing) }
    }

    /// The counter of a dependency; another may have the same.
    func index(_ dependency: Dependency) -> Int {
        Int(truncatingIfNeeded: UInt(bitPattern: dependency.hashValue) % UInt(Self.size))
    }
}
