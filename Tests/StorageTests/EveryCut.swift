import News
import TestSupport

@testable import Storage

extension DeskFilter {
    /// Every way to cut the newsroom's list: each scope with each filter, alone and together.
    static let everyCut: [DeskFilter] = {
        let sections: Set = [Section.dunia.slug, Section.politik.slug]
        let scopes: [Scope] = [.all, .writer("citra"), .sections(sections), .sections([Section.dunia.slug])]
        var cuts = scopes.map { DeskFilter($0) }
        func double(_ change: (inout DeskFilter) -> Void) {
            cuts += cuts.map { cut in
                var other = cut
                change(&other)
                return other
            }
        }
        double { $0.stage = .submitted }
        double { $0.section = Section.dunia.slug }
        double { $0.holder = MemberNumber(rawValue: 1) }
        double { $0.flag = .legal }
        double { $0.overdueAt = .sampleNow }
        return cuts
            + [PublicState.live, .withdrawn].flatMap { state in
                cuts.map { cut in
                    var other = cut
                    other.state = state
                    return other
                }
            }
    }()
}
