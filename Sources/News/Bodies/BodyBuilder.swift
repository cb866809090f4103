/// Builds blocks in normal form from what a parser finds, from plain text or from another tree.
///
/// Every body is built here, so there is only one normal form.
struct BodyBuilder {
    /// The kind of block that the current text becomes.
    enum TextKind: Equatable {
        case paragraph
        case heading(Int)
    }

    var frames: [BodyFrame] = [BodyFrame(.root)]
    var textKind = TextKind.paragraph
    /// How many pictures the story has; references to others are dropped.
    var pictureCount = Body.mostPictures
    /// How many related blocks were found.
    var relatedCount = 0
    private var run = InlineRun()
    /// Upper bounds of the bytes and tags in the body's HTML.
    private var bytes = 0
    private var tags = 0
    private var marks: [Mark] = []
    private(set) var depth = 0
    /// Inside a table cell or caption, where only text is kept.
    private(set) var isInCell = false

    // MARK: Text

    mutating func text(_ text: some StringProtocol) {
        bytes += 6 * text.utf8.count
        run.append(.text(String(text)))
    }

    mutating func lineBreak() {
        countMarks()
        run.append(.lineBreak)
    }

    /// Opens a mark.
    ///
    /// False if such a mark is open already; then the caller must not close it.
    mutating func openMark(_ mark: Mark) -> Bool {
        guard !marks.contains(where: { $0.isSameKind(as: mark) }) else { return false }
        marks.append(mark)
        countMarks()
        run.append(.open(mark))
        return true
    }

    /// Closes a mark; marks opened after it stay open.
    ///
    /// False if it is not open.
    @discardableResult
    mutating func closeMark(_ mark: Mark) -> Bool {
        guard let index = marks.lastIndex(of: mark) else { return false }
        let later = marks[(index + 1)...]
        for _ in index..<marks.count { run.append(.close) }
        marks.removeSubrange(index...)
        for mark in later {
            marks.append(mark)
            countMarks()
            run.append(.open(mark))
        }
        return true
    }

    /// Ends the current block of text, if any; open marks continue in the next one.
    mutating func endBlock() {
        defer { restartRun() }
        guard run.hasContent else { return }
        switch frames[frames.count - 1].kind {
        case .cell, .caption: frames[frames.count - 1].runs.append(run)
        case .table, .row: break
        case .root, .quote, .list, .item: add(textBlocks(run))
        }
    }

    private mutating func restartRun() {
        guard !run.tokens.isEmpty else { return }
        run = InlineRun()
        countMarks()
        for mark in marks { run.append(.open(mark)) }
    }

    /// Counts a block, and the marks that continue in it.
    private mutating func countMarks() {
        tags += 3 + marks.count
        bytes += 64
        for mark in marks { bytes += mark.mostBytes }
    }

    /// Whether the body's HTML may exceed the limits of what is read.
    var mayOutgrowItself: Bool { bytes > Body.longest || tags > Body.mostElements }

    private func textBlocks(_ run: InlineRun) -> [Block] {
        switch textKind {
        case .paragraph:
            return run.paragraphs().map { .paragraph($0) }
        case .heading(let level):
            let line = run.line()
            return line.isEmpty ? [] : [.heading(level: min(max(level, 2), 3), line)]
        }
    }

    // MARK: Blocks

    /// Adds a complete block; in a table cell, only its text is kept.
    mutating func add(leaf block: Block) {
        endBlock()
        countLeaf(block)
        guard isInCell else {
            add([block])
            return
        }
        switch block {
        case .preformatted(let text): self.text(text)
        case .embed(let url):
            if openMark(.link(url)) {
                text(LinkTarget.host(url))
                closeMark(.link(url))
            }
        default: break
        }
        endBlock()
    }

    private mutating func countLeaf(_ block: Block) {
        countMarks()
        switch block {
        case .preformatted(let text): bytes += 6 * text.utf8.count
        case .embed(let url): bytes += 12 * url.utf8.count
        default: break
        }
    }

    /// Adds blocks to the innermost frame, if it can hold blocks.
    ///
    /// In a list, a paragraph becomes a new item, and other blocks join the last item.
    mutating func add(_ blocks: [Block]) {
        guard !blocks.isEmpty else { return }
        let top = frames.count - 1
        switch frames[top].kind {
        case .root, .quote, .item: frames[top].blocks.append(contentsOf: blocks)
        case .list: addToList(blocks, at: top)
        case .cell, .caption, .table, .row: break
        }
    }

    private mutating func addToList(_ blocks: [Block], at index: Int) {
        let last = frames[index].items.count - 1
        if case .paragraph = blocks[0] {
            frames[index].items.append(blocks)
        } else if last >= 0 {
            frames[index].items[last].append(contentsOf: blocks)
        } else {
            frames[index].items.append(blocks)
        }
    }

    // MARK: Frames

    /// Begins a quote, a list, a table or a part of one.
    ///
    /// False if it may not begin here; then the caller must not close it, and its text goes into the open frame.
    mutating func open(_ kind: BodyFrame.Kind) -> Bool {
        endBlock()
        countMarks()
        guard mayOpen(kind) else { return false }
        frames.append(BodyFrame(kind))
        if kind.isDeep { depth += 1 }
        if kind.isCell { isInCell = true }
        return true
    }

    /// Whether a list may begin here.
    var mayHoldList: Bool { mayOpen(.list(ordered: false, start: nil)) }

    private func mayOpen(_ kind: BodyFrame.Kind) -> Bool {
        guard !isInCell, let top = frames.last?.kind else { return false }
        switch kind {
        case .root: return false
        case .quote, .list: return depth < Body.deepest
        case .item: return top.isList
        case .table: return true
        case .row, .caption: return top == .table
        case .cell: return top == .row
        }
    }

    /// Continues the open ordered list at any other number than the next.
    ///
    /// This ends the list and begins another, since a body has no numbers on single items.
    mutating func continueList(at number: Int) {
        endBlock()
        guard let frame = frames.last, case .list(ordered: true, let start) = frame.kind,
            (start ?? 1) + frame.items.count != number
        else { return }
        countMarks()
        frames.removeLast()
        add(frame.blocksWhenClosed)
        frames.append(BodyFrame(.list(ordered: true, start: number)))
    }

    /// Ends the innermost frame.
    mutating func close() {
        endBlock()
        guard frames.count > 1, let frame = frames.popLast() else { return }
        if frame.kind.isDeep { depth -= 1 }
        if frame.kind.isCell { isInCell = false }
        let top = frames.count - 1
        switch frame.kind {
        case .root: break
        case .quote, .list, .table: add(frame.blocksWhenClosed)
        case .item: if !frame.blocks.isEmpty { frames[top].items.append(frame.blocks) }
        case .row: if !frame.cells.isEmpty { frames[top].rows.append(frame.cells) }
        case .caption: if frames[top].caption.isEmpty { frames[top].caption = frame.line }
        case .cell(let shape): frames[top].cells.append((shape.with(frame.line), frame.runs))
        }
    }

    /// The finished blocks.
    mutating func finish() -> [Block] {
        while frames.count > 1 { close() }
        endBlock()
        return frames[0].blocks
    }
}
