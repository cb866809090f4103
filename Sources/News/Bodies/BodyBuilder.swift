/// Makes blocks in normal form from what a parser, a plain text or another tree says in order.
///
/// Everything that becomes a body goes through here, so there is one normal form and no second opinion about it.
struct BodyBuilder {
    /// What the text between two block ends is.
    enum TextKind: Equatable {
        case paragraph
        case heading(Int)
    }

    var frames: [BodyFrame] = [BodyFrame(.root)]
    var textKind = TextKind.paragraph
    /// Pictures that the story has: others are not pointed to.
    var pictureCount = Body.mostPictures
    private var run = InlineRun()
    /// Bytes and tags that the body may have when it is written, at most.
    private var bytes = 0
    private var tags = 0
    private var marks: [Mark] = []
    private(set) var depth = 0
    /// Inside a table's field or caption, where only text is kept.
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

    /// False where the mark says nothing new here; then it must not be closed.
    mutating func openMark(_ mark: Mark) -> Bool {
        guard !marks.contains(where: { $0.isSameKind(as: mark) }) else { return false }
        marks.append(mark)
        countMarks()
        run.append(.open(mark))
        return true
    }

    /// Ends a mark; those that were set after it go on.
    ///
    /// False where it is not set.
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

    /// Ends the block of text that was begun, if any; marks that are open go on in the next.
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

    /// Counts a block, and the marks that go on into it.
    private mutating func countMarks() {
        tags += 3 + marks.count
        bytes += 64
        for mark in marks { bytes += mark.mostBytes }
    }

    /// Whether the body, written, may be beyond what is read.
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

    /// Adds a block that is whole; in a table's field only its text can stay.
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

    /// Adds blocks to the innermost frame that holds blocks.
    ///
    /// A list takes them into its last item.
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
    /// False where none may begin here; then it must not be closed, and its text goes into what is open.
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

    /// Lets the list that is open go on with another number than the next: a list of its own, as a body knows no other
    /// way to say it.
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

    /// Ends the frame that was begun last.
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

    /// The blocks that were made.
    mutating func finish() -> [Block] {
        while frames.count > 1 { close() }
        endBlock()
        return frames[0].blocks
    }
}
