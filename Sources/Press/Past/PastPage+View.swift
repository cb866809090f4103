import News

extension PastPage {
    /// The page and the rails, as one text of HTML.
    /// - Parameters:
    ///   - newspaper: As it is today; its navigation is replaced.
    ///   - isFramed: Whether the page says that it is of the past; a test looks at what readers saw without that.
    func html(_ newspaper: Newspaper, isFramed: Bool = true) -> (bytes: [UInt8], status: PressedPage.Status) {
        var past = newspaper.with(masthead)
        past.picturePrefix = newspaper.picturePrefix
        let content = page.content(past, now: limits.instant)
        let bytes = isFramed ? framed(content.bytes, past) : content.bytes
        let below = rails.view(past, updates: rails.updates(past, now: limits.instant).id, now: limits.instant)
        return (bytes + past.theme.render("rails", below), content.status)
    }

    /// The page with a frame that says of when it is, so that nobody takes it for the page of today, also where it is
    /// printed or passed on.
    private func framed(_ bytes: [UInt8], _ newspaper: Newspaper) -> [UInt8] {
        var html = String(decoding: bytes, as: UTF8.self)
        var lines = "<meta name=\"robots\" content=\"noindex, nofollow\">\n"
        if let style = newspaper.theme.address(of: "past.css") {
            lines += "<link rel=\"stylesheet\" href=\"\(style.path)\">\n"
        }
        if let head = html.firstRange(of: "</head>") { html.insert(contentsOf: lines, at: head.lowerBound) }
        let frame = String(decoding: newspaper.theme.render("past", frame(newspaper)), as: UTF8.self)
        // A theme whose page has no body that can be found says it all the same.
        let body = html.firstRange(of: "<body").flatMap { html[$0.upperBound...].firstIndex(of: ">") }
        html.insert(contentsOf: frame, at: body.map { html.index(after: $0) } ?? html.startIndex)
        return Array(html.utf8)
    }

    private func frame(_ newspaper: Newspaper) -> View {
        let strings = newspaper.strings
        let zone = newspaper.zone
        var view: View = [
            "text": strings.view, "datetime": RFC3339.write(limits.instant, zone: zone),
            "of": strings.text("past.of", ["time": strings.short(limits.instant, in: zone)]),
        ]
        view["limits"] = limits.sentences(strings, zone)
        return view
    }
}

extension PastLimits {
    /// What is to be said of it, a sentence each.
    func sentences(_ strings: Strings, _ zone: Zone) -> [String] {
        var sentences = [strings.text("past.popular"), strings.text("past.today")]
        let hidden = omitted.values.count { if case .hidden = $0 { true } else { false } }
        if hidden > 0 { sentences.append(strings.text("past.hidden", ["count": String(hidden)])) }
        if omitted.count > hidden {
            sentences.append(strings.text("past.omitted", ["count": String(omitted.count - hidden)]))
        }
        if let time = listsMayLackBefore {
            sentences.append(strings.text("past.lists", ["time": strings.short(time, in: zone)]))
        }
        if isCut { sentences.append(strings.text("past.cut")) }
        return sentences
    }
}
