/// What readers may be told of a story: its published text and its dates, or that it was withdrawn.
///
/// All that makes pages works on this type and the store makes it of published text alone, so that what the desk is
/// writing cannot come to readers by mistake.
@dynamicMemberLookup
public struct PublishedStory: Hashable, Sendable {
    public let number: StoryNumber
    public let uri: String
    public let life: Story.Life
    public let copy: Copy

    public init(number: StoryNumber, uri: String, life: Story.Life, copy: Copy) {
        self.number = number
        self.uri = uri
        var life = life
        // How often the desk saved what it is writing tells that it is writing.
        life.workingSaves = 0
        self.life = life
        self.copy = copy
    }

    /// What is known of the story's life: its state, its dates.
    public subscript<Value>(dynamicMember field: KeyPath<Story.Life, Value>) -> Value { life[keyPath: field] }
}

extension PublishedStory {
    /// The readable part of its address.
    public var slug: Slug { copy.slug }

    public var address: Address { .story(section: copy.section.slug, number, slug) }
}
