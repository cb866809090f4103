public import Editorial
import HTTPTypes
import Hummingbird
import Logging
public import News
import Press
public import Storage

/// The newsroom of one newspaper, in the browser: people sign in, and a desk writes and publishes.
///
/// Its pages are made on the server and work without script; where there is one, several people write in one story at once. What anybody may do is asked of the rules in `News`, here for the
/// buttons and again by the desk, in the transaction that does it.
public struct Newsroom: Sendable {
    let press: PressRoom
    let desk: Desk
    let store: Store
    let site: Site
    let theme: Theme
    /// Where browsers find the style sheets of every page; found once, as each file is hashed for it.
    let styles: [String]
    let favicon: String?
    let proxies: TrustedProxies
    /// Whether readers come by HTTPS.
    let isSecure: Bool
    /// Scheme and host with which links in letters begin.
    let url: String
    /// Where a rendition lies on disk; nil if there is none.
    let pictureFile: PictureFile
    /// Where pictures that members send are kept.
    let originals: any OriginalTaker
    let uploads = Uploads()
    let tally = WritingTally()
    /// Counts when readers saw what was done here.
    let receipts = ReceiptTally()
    let clock: @Sendable () -> Timestamp
    /// Names under which readers reach the newspaper; the first is that of its address.
    let ownHosts: [String]
    private let hosts: HostTable
    let files = FileIO()

    /// - Parameters:
    ///   - publicSite: The same newspaper as its readers meet it.
    ///   - desk: Where its stories are changed.
    ///   - store: Where its pages are read from.
    ///   - site: The newspaper's name, language and zone.
    ///   - url: Scheme and host under which readers reach it; its host is the newspaper's too.
    ///   - originals: Where pictures that members send are kept.
    /// - Throws: `invalid` where a host is none, or a file of the newsroom is broken.
    public init(
        _ publicSite: PublicSite,
        desk: Desk,
        store: Store,
        site: Site,
        url: String,
        originals: any OriginalTaker
    ) throws {
        press = publicSite.press
        self.desk = desk
        self.store = store
        self.site = site
        self.url = url
        self.originals = originals
        theme = try Theme.newsroom(language: site.language)
        styles = (["style.css"] + Theme.newsroomStyles).compactMap(publicSite.press.path(ofFile:))
        favicon = publicSite.press.path(ofFile: "favicon.svg")
        proxies = publicSite.proxies
        isSecure = publicSite.isSecure
        pictureFile = publicSite.pictureFile
        clock = publicSite.clock
        let own = RequestHost.named(inTarget: url).map { [$0] } ?? []
        ownHosts = own + publicSite.hosts
        hosts = try HostTable([ownHosts], isStrict: true)
    }

    /// The host under which readers reach the newspaper.
    public var publicHost: String { ownHosts.first ?? "localhost" }

    var strings: Strings { theme.strings }

    /// Names of the machine itself, by which whoever sits at it may come without HTTPS.
    private static let loopback = try? HostTable([["localhost", "127.0.0.1", "[::1]"]], isStrict: true)

    /// Answers whatever stands below `/newsroom`.
    /// - Parameter registry: Tells of the server's stop; nil if there is no server.
    func answer(
        _ request: Request,
        host: RequestHost,
        _ context: WebContext,
        _ registry: ConnectionRegistry?
    ) async -> Response {
        let isLoopback =
            Self.loopback?.newspaper(of: host.text.utf8) != nil
            && LocalProgram.isLocal(context.peer, request.headers)
        guard isLoopback || hosts.newspaper(of: host.text.utf8) != nil else {
            return ErrorAnswer.hostUnknown.newsroomResponse(isSecure: isSecure)
        }
        let address = proxies.reader(peer: context.peer, forwarded: request.headers[.forwardedFor])
        let visit = Visit(
            request: request,
            host: host.text,
            address: NewsroomAddress(path: request.uri.path),
            query: FormFields(request.uri.query ?? "") ?? FormFields(),
            cookies: NewsroomCookies(isSecure: isSecure && !isLoopback),
            caller: Caller(address: address, userAgent: request.headers[.userAgent] ?? ""),
            context: context,
            registry: registry,
            now: clock()
        )
        guard isSecure || isLoopback else { return notice(.forbidden, "insecure", visit) }
        do {
            var response = try await answer(visit)
            if visit.isPost, store.hasStandby {
                response.headers.append(
                    HTTPField(name: .setCookie, value: visit.cookies.set(.position, store.position.description))
                )
            }
            return response
        } catch {
            return failure(error, visit)
        }
    }

    private func answer(_ visit: Visit) async throws -> Response {
        guard [.get, .head, .post].contains(visit.request.method) else {
            return ErrorAnswer.notAllowed("GET, HEAD, POST").newsroomResponse(isSecure: isSecure)
        }
        if case .module(let digest, let name)? = visit.address { return try await module(digest: digest, name, visit) }
        let token = visit.cookies.value(.session, in: visit.request)
        let isSecure = visit.cookies.isSecure
        let isFromUs = !visit.isPost || RequestSource.isSameSite(visit.request, host: visit.host, isSecure: isSecure)
        let signedIn: SignedIn?
        do {
            signedIn = if let token { try await desk.member(session: token, from: visit.caller) } else { nil }
        } catch {
            if Self.isOfScript(visit) { return scriptFailure(error, visit) }
            guard isFromUs, let kept = try await keptWords(visit, after: error) else {
                throw error
            }
            return kept
        }
        if Self.isOfScript(visit) {
            return await answerScript(visit, isFromUs: isFromUs, signedIn, token: token)
        }
        guard isFromUs else { return notice(.forbidden, "foreign", visit) }
        // A guest is nobody, also in the browser of a member.
        if let answer = try await answerGuest(visit) { return answer }
        guard let token, let signedIn, !visit.isForStrangers else {
            if signedIn == nil, let kept = try await keptWords(visit) { return kept }
            return try await answerStranger(visit)
        }
        let sent = try await sentForm(visit, by: signedIn.member.number)
        defer { withExtendedLifetime(sent.place) {} }
        do {
            return try await answer(visit, sent, signedIn, token: token)
        } catch {
            var words = sent.fields
            if !sent.files.isEmpty { words.add(MultipartWords.choosesAgain, "yes") }
            guard let kept = try await keptWords(visit, words, after: error) else { throw error }
            return kept
        }
    }

    /// Answers a member whose form is read.
    private func answer(_ visit: Visit, _ sent: SentForm, _ signedIn: SignedIn, token: String) async throws -> Response
    {
        let unread = try await store.read { try $0.unreadNotifications(of: signedIn.member.number) }
        let member = MemberVisit(
            visit: visit,
            form: sent.fields,
            member: signedIn.member,
            unread: unread,
            session: signedIn.session,
            sessionToken: token,
            files: sent.files
        )
        if visit.isPost, !Desk.isFormToken(sent.fields["token"], session: token) {
            return try await wordsOfAnotherSession(member) ?? notice(.forbidden, "form", visit, member)
        }
        if let refusal = sent.refusal { return try await filingPage(member, refusal) }
        if visit.isPost { return try await answer(member) }
        // What this browser sent, and what this node has heard of since, is on its pages.
        let known = visit.cookies.value(.position, in: visit.request).flatMap { StorePosition($0) } ?? .beginning
        return try await Store.$standby.withValue(StandbyTerms { [store] in max(known, store.position) }) {
            try await answer(member)
        }
    }

    /// What a member's form brings.
    private struct SentForm {
        var fields = FormFields()
        var files: [MultipartForm.File] = []
        /// The place that its files have.
        var place: Uploads.Place?
        /// Why the files of a form for filing were not taken, where only its words were.
        var refusal: (any Error)?
    }

    /// Reads it; a form with files only where files are taken.
    private func sentForm(_ visit: Visit, by member: MemberNumber) async throws -> SentForm {
        guard visit.isPost else { return SentForm() }
        let type = visit.request.headers[.contentType] ?? ""
        guard visit.address?.takesFiles == true, MultipartForm.boundary(in: type) != nil else {
            return SentForm(fields: try await FormFields(sentWith: visit.request))
        }
        let isFiling = visit.address == .filing
        do {
            let (form, place) = try await uploads.form(of: visit.request, by: member, savingWords: isFiling)
            return SentForm(fields: form.fields, files: form.files, place: place)
        } catch let form as RefusedForm {
            return SentForm(fields: form.words.shown, refusal: form.why)
        }
    }

    private func answer(_ visit: MemberVisit) async throws -> Response {
        switch (visit.isPost, visit.address) {
        case (false, .stories?): try await storyList(visit)
        case (true, .views?): try await changeViews(visit)
        case (false, .names(let kind)?): try await names(kind, visit)
        case (true, .selection?): try await changeSelection(visit)
        case (false, .newStory?): try await newStory(visit)
        case (true, .newStory?): try await begin(visit)
        case (false, .filing?): try await filing(visit)
        case (true, .filing?): try await file(visit)
        case (false, .pictures(let number)?): try await pictures(number, visit)
        case (true, .pictures(let number)?): try await changePictures(number, visit)
        case (false, .story(let number)?): try await editor(number, visit)
        case (true, .story(let number)?): try await save(number, visit)
        case (false, .step(let number, let verb)?): try await step(verb, number, visit)
        case (true, .step(let number, let verb)?): try await take(verb, number, visit)
        case (false, .task(let number)?): try await task(number, visit)
        case (true, .task(let number)?): try await changeTask(number, visit)
        case (false, .guests(let number)?): try await guests(number, visit)
        case (true, .guests(let number)?): try await changeGuests(number, visit)
        case (false, .revisions(let number)?): try await revisions(number, visit)
        case (true, .revisions(let number)?): try await restore(number, visit)
        case (false, .differences(let number)?): try await differences(number, visit)
        case (false, .preview(let number)?): try await preview(number, visit)
        case (false, .previewPage(let number)?): try await previewPage(number, visit)
        case (false, .picture(let digest, let width, let format)?): try await picture(digest, width, format, visit)
        case (false, .notifications?): try await notifications(visit)
        case (true, .notifications?): try await readNotifications(visit)
        case (false, .account?): try await account(visit)
        case (true, .password?): try await changePassword(visit)
        case (true, .ownAddress?): try await changeAddress(visit)
        case (true, .sessions?): try await endSessions(visit)
        case (false, .secondFactor?): try await secondFactor(visit)
        case (true, .secondFactor?): try await changeSecondFactor(visit)
        case (false, .passkeys?): passkeyPage(visit)
        case (true, .passkeys?): try await changePasskeys(visit)
        case (true, .signOut?): try await signOut(visit)
        case (false, .grievances?): try await grievances(visit)
        case (false, .unverified?): try await unverifiedStories(visit)
        case (false, .grievance(let number)?): try await grievance(number, visit)
        case (true, .grievance(let number)?): try await decideGrievance(number, visit)
        case (false, .time?): try await timeMachine(visit)
        case (false, .timePage?): try await timePage(visit)
        case (false, .standingPages?): try await standingPages(visit)
        case (false, .standingPage(let kind)?): try await standingPage(kind, visit)
        case (true, .standingPage(let kind)?): try await writePage(kind, visit)
        case (false, .fronts?): try await fronts(visit)
        case (false, .front(let front)?): try await self.front(front, visit)
        case (true, .front(let front)?): try await changeFront(front, visit)
        case (false, .frontEvents(let front)?): try await frontEvents(front, visit)
        case (false, .banner?): try await banner(visit)
        case (true, .banner?): try await changeBanner(visit)
        case (false, .members?): try await members(visit)
        case (true, .members?): try await addMember(visit)
        case (false, .newMember?): try await newMember(visit)
        case (false, .securityLog?): try await securityLog(visit)
        case (false, .member(let number)?): try await member(number, visit)
        case (true, .member(let number)?): try await changeMember(number, visit)
        case (true, .invitation(let number)?): try await sendLink(to: number, visit)
        case (true, .shownLink(let number)?): try await invite(number, visit)
        case (true, .activity(let number)?): try await changeActivity(number, visit)
        case (true, .factorReset(let number)?): try await resetFactor(number, visit)
        case (true, .writing(let number, let place)?) where place.takesForms: try await sendNote(place, number, visit)
        case (_, .signIn?), (_, .forgotten?): moved(to: .stories)
        case (_, nil), (_, .writing?), (_, .choices?), (_, .listEvents?):
            notice(.notFound, "not_found", visit.visit, visit)
        default: notAllowed(visit)
        }
    }
}
