import News

/// An address of the newsroom: what a page of it is called, and the path of it.
///
/// Every link of the newsroom is made here and every request is matched here. A form goes to the address of what it
/// changes.
enum NewsroomAddress: Hashable {
    /// The list of stories.
    case stories
    /// What happens to the list, as server-sent events.
    case listEvents
    /// Where a cut of the list is kept under a name.
    case views
    /// Names that begin with what somebody types.
    case names(NameKind)
    /// Where a step is taken with several stories of the list.
    case selection
    case newStory
    /// Where the script of a story's page looks for other stories.
    case choices
    /// Where a reporter files from a phone.
    case filing
    case story(StoryNumber)
    /// The pictures of a story: each is sent there, and what is written to it.
    case pictures(StoryNumber)
    /// Where a step with a story is looked at before it is taken, and then taken.
    case step(StoryNumber, Verb)
    /// What the desk has to do about a story, and in whose hands it is.
    case task(StoryNumber)
    /// The links by which somebody outside looks at a story's text.
    case guests(StoryNumber)
    /// Such a link: the page around the text.
    case guest(token: String)
    /// The text, as readers would have it.
    case guestPage(token: String)
    case guestPicture(token: String, digest: String, width: Int, Address.PictureFormat)
    case revisions(StoryNumber)
    case differences(StoryNumber)
    /// The page as the press would make it, in a frame.
    case preview(StoryNumber)
    /// That page alone.
    case previewPage(StoryNumber)
    /// What the script of a story's page asks and sends.
    case writing(StoryNumber, WritingPlace)
    case picture(digest: String, width: Int, Address.PictureFormat)
    /// A JavaScript module; the digest is that of all of them.
    case module(digest: String, name: String)
    case signIn
    /// Where a code of the second factor is given.
    case code
    /// Where a passkey is shown instead of a password.
    case passkeySignIn
    /// Where somebody who has forgotten their password asks for a link.
    case forgotten
    case signOut
    /// A one-time link by which a password is set.
    case link(token: String)
    /// What a member should know of what is theirs.
    case notifications
    case account
    case password
    /// Where a member changes the address with which they sign in.
    case ownAddress
    case sessions
    /// Where a member sets up their second factor.
    case secondFactor
    /// Where a member adds passkeys and removes them.
    case passkeys
    /// The register of rights of reply and complaints.
    case grievances
    /// One of them, by its receipt number.
    case grievance(Int64)
    /// The stories that still have to be verified.
    case unverified
    /// Where pages are asked for as readers saw them at a past instant.
    case time
    /// Such a page alone.
    case timePage
    /// The pages that press law asks for.
    case standingPages
    /// Where one of them is written.
    case standingPage(StandingPage.Kind)
    /// The fronts that are arranged by hand.
    case fronts
    /// Where one of them is arranged.
    case front(Front)
    /// What others make of it meanwhile, as server-sent events.
    case frontEvents(Front)
    /// Where the line of breaking news is set and taken down.
    case banner
    case members
    case newMember
    case securityLog
    case member(MemberNumber)
    /// Where a member is sent a one-time link.
    case invitation(MemberNumber)
    /// Where whoever manages people is shown one.
    case shownLink(MemberNumber)
    /// Whether a member may sign in.
    case activity(MemberNumber)
    /// Where a member's second factor is reset.
    case factorReset(MemberNumber)
}

extension NewsroomAddress {
    /// Whether a form with files may be sent there.
    var takesFiles: Bool {
        switch self {
        case .pictures, .filing: true
        default: false
        }
    }

    /// What every path of the newsroom begins with.
    static let root = "/newsroom"

    /// Whether a request's path belongs to the newsroom.
    static func isPath(_ path: some StringProtocol) -> Bool { isTarget(path.utf8) }

    /// Whether a request's target, the path and perhaps a query, is for the newsroom.
    static func isTarget(_ target: some Collection<UInt8>) -> Bool {
        guard target.starts(with: root.utf8) else { return false }
        let next = target.dropFirst(root.utf8.count).first
        return next == nil || next == UInt8(ascii: "/") || next == UInt8(ascii: "?")
    }

    /// The steps with a story that have an address, and how they are called in it.
    static let steps: [(verb: Verb, name: String)] = [
        (.claim, "claim"), (.submit, "submission"), (.sendBack, "return"), (.approve, "approval"),
        (.publish, "publication"), (.update, "update"), (.correct, "correction"), (.bringBack, "reinstatement"),
        (.reportUnverified, "report"), (.verify, "verification"), (.label, "label"),
        (.schedule, "schedule"),
        (.unschedule, "unscheduling"), (.embargo, "embargo"), (.withdraw, "withdrawal"),
    ]

    var path: String {
        switch self {
        case .stories: Self.root
        case .listEvents: Self.root + "/events"
        case .views: Self.root + "/views"
        case .names(let kind): Self.root + "/names/" + kind.rawValue
        case .selection: Self.root + "/selection"
        case .newStory: Self.root + "/stories"
        case .choices: Self.root + "/choices"
        case .filing: Self.root + "/file"
        case .story(let number): Self.root + "/stories/\(number)"
        case .pictures(let number): Self.root + "/stories/\(number)/pictures"
        case .step(let number, let verb):
            Self.root + "/stories/\(number)/" + (Self.steps.first { $0.verb == verb }?.name ?? verb.rawValue)
        case .task(let number): Self.root + "/stories/\(number)/task"
        case .guests(let number): Self.root + "/stories/\(number)/guests"
        case .guest(let token): Self.root + "/guest/" + token
        case .guestPage(let token): Self.root + "/guest/" + token + "/page"
        case .guestPicture(let token, let digest, let width, let format):
            Self.root + "/guest/" + token + Address.picture(digest: digest, width: width, format).path
        case .revisions(let number): Self.root + "/stories/\(number)/revisions"
        case .differences(let number): Self.root + "/stories/\(number)/differences"
        case .preview(let number): Self.root + "/stories/\(number)/preview"
        case .previewPage(let number): Self.root + "/stories/\(number)/preview/page"
        case .writing(let number, let place): Self.root + "/stories/\(number)/" + place.path
        case .picture(let digest, let width, let format):
            Self.root + Address.picture(digest: digest, width: width, format).path
        case .module(let digest, let name): Self.modules(digest: digest) + name
        case .signIn: Self.root + "/sign-in"
        case .code: Self.root + "/sign-in/code"
        case .passkeySignIn: Self.root + "/sign-in/passkey"
        case .forgotten: Self.root + "/sign-in/forgotten"
        case .signOut: Self.root + "/sign-out"
        case .link(let token): OneTimeLink.path(token: token)
        case .notifications: Self.root + "/notifications"
        case .account: Self.root + "/account"
        case .password: Self.root + "/account/password"
        case .ownAddress: Self.root + "/account/address"
        case .sessions: Self.root + "/account/sessions"
        case .secondFactor: Self.root + "/account/second-factor"
        case .passkeys: Self.root + "/account/passkeys"
        case .grievances: Self.root + "/grievances"
        case .grievance(let number): Self.root + "/grievances/\(number)"
        case .unverified: Self.root + "/unverified"
        case .time: Self.root + "/time"
        case .timePage: Self.root + "/time/page"
        case .standingPages: Self.root + "/pages"
        case .standingPage(let kind): Self.root + "/pages/" + kind.rawValue
        case .fronts: Self.root + "/fronts"
        case .front(.site): Self.root + "/fronts/site"
        case .front(.section(let slug)): Self.root + "/fronts/section/\(slug)"
        case .frontEvents(let front): Self.front(front).path + "/events"
        case .banner: Self.root + "/banner"
        case .members: Self.root + "/people"
        case .newMember: Self.root + "/people/new"
        case .securityLog: Self.root + "/people/log"
        case .member(let number): Self.root + "/people/\(number)"
        case .invitation(let number): Self.root + "/people/\(number)/letter"
        case .shownLink(let number): Self.root + "/people/\(number)/link"
        case .activity(let number): Self.root + "/people/\(number)/activity"
        case .factorReset(let number): Self.root + "/people/\(number)/second-factor"
        }
    }

    /// What the addresses of modules begin with.
    static func modules(digest: String) -> String { Self.root + "/-/scripts/\(digest)/" }

    /// The address of a path; nil if there is none of that form.
    ///
    /// Paths match as they are written.
    init?(path: String) {
        guard Self.isPath(path), path.utf8.count <= Address.longest else { return nil }
        let rest = path.dropFirst(Self.root.count)
        if rest.hasPrefix("/-/"), case .picture(let digest, let width, let format)? = Address(path: String(rest)) {
            self = .picture(digest: digest, width: width, format)
            return
        }
        let parts = rest.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        guard let address = Self.match(parts), address.path == path else { return nil }
        self = address
    }

    private static func match(_ parts: [String]) -> NewsroomAddress? {
        switch (parts.first, parts.count) {
        case (nil, _): .stories
        case ("events", 1): .listEvents
        case ("views", 1): .views
        case ("names", 2): NameKind(rawValue: parts[1]).map { .names($0) }
        case ("selection", 1): .selection
        case ("stories", 1): .newStory
        case ("choices", 1): .choices
        case ("file", 1): .filing
        case ("stories", 2): StoryNumber(parts[1]).map { .story($0) }
        case ("stories", 3): StoryNumber(parts[1]).flatMap { story($0, parts[2]) }
        case ("stories", 4) where parts[2...] == ["preview", "page"]: StoryNumber(parts[1]).map { .previewPage($0) }
        case ("stories", 4...6):
            StoryNumber(parts[1]).flatMap { number in
                WritingPlace(path: parts[2...]).map { .writing(number, $0) }
            }
        case ("-", 4): parts[1] == "scripts" ? .module(digest: parts[2], name: parts[3]) : nil
        case ("sign-in", 1): .signIn
        case ("sign-in", 2): ["code": .code, "passkey": .passkeySignIn, "forgotten": .forgotten][parts[1]]
        case ("sign-out", 1): .signOut
        case ("link", 2): parts[1].isEmpty ? nil : .link(token: parts[1])
        case ("notifications", 1): .notifications
        case ("guest", 2): parts[1].isEmpty ? nil : .guest(token: parts[1])
        case ("guest", 3): parts[2] == "page" ? .guestPage(token: parts[1]) : nil
        case ("guest", 6): guestPicture(parts)
        case ("account", 1): .account
        case ("account", 2): account(parts[1])
        case ("grievances", 1): .grievances
        case ("grievances", 2): StoryNumber(parts[1]).map { .grievance($0.rawValue) }
        case ("unverified", 1): .unverified
        case ("time", 1): .time
        case ("time", 2): parts[1] == "page" ? .timePage : nil
        case ("pages", 1): .standingPages
        case ("pages", 2): StandingPage.Kind(rawValue: parts[1]).map { .standingPage($0) }
        case ("fronts", 1...4): front(Array(parts.dropFirst()))
        case ("banner", 1): .banner
        case ("people", 1): .members
        case ("people", 2): ["new": .newMember, "log": .securityLog][parts[1]] ?? member(parts[1]).map { .member($0) }
        case ("people", 3): member(parts[1]).flatMap { member($0, parts[2]) }
        default: nil
        }
    }

    private static func story(_ number: StoryNumber, _ name: String) -> NewsroomAddress? {
        switch name {
        case "pictures": .pictures(number)
        case "task": .task(number)
        case "guests": .guests(number)
        case "revisions": .revisions(number)
        case "differences": .differences(number)
        case "preview": .preview(number)
        default:
            steps.first { $0.name == name }.map { .step(number, $0.verb) }
                ?? WritingPlace(path: [name]).map { .writing(number, $0) }
        }
    }

    private static func front(_ parts: [String]) -> NewsroomAddress? {
        switch (parts.first, parts.count) {
        case (nil, _): .fronts
        case ("site", 1): .front(.site)
        case ("site", 2): parts[1] == "events" ? .frontEvents(.site) : nil
        case ("section", 2): Slug(rawValue: parts[1]).map { .front(.section($0)) }
        case ("section", 3): parts[2] == "events" ? Slug(rawValue: parts[1]).map { .frontEvents(.section($0)) } : nil
        default: nil
        }
    }

    private static func guestPicture(_ parts: [String]) -> NewsroomAddress? {
        let path = "/" + parts[2...].joined(separator: "/")
        guard case .picture(let digest, let width, let format)? = Address(path: path) else { return nil }
        return .guestPicture(token: parts[1], digest: digest, width: width, format)
    }

    private static func account(_ name: String) -> NewsroomAddress? {
        switch name {
        case "password": .password
        case "address": .ownAddress
        case "sessions": .sessions
        case "second-factor": .secondFactor
        case "passkeys": .passkeys
        default: nil
        }
    }

    private static func member(_ text: String) -> MemberNumber? {
        StoryNumber(text).map { MemberNumber(rawValue: $0.rawValue) }
    }

    private static func member(_ number: MemberNumber, _ name: String) -> NewsroomAddress? {
        switch name {
        case "letter": .invitation(number)
        case "link": .shownLink(number)
        case "activity": .activity(number)
        case "second-factor": .factorReset(number)
        default: nil
        }
    }

    /// The path with a query.
    func path(_ query: KeyValuePairs<String, String>) -> String {
        let fields = query.filter { !$0.value.isEmpty }
            .map { "\($0.key)=\(PercentEncoding.encodeWhole($0.value))" }.joined(separator: "&")
        return fields.isEmpty ? path : path + "?" + fields
    }
}
