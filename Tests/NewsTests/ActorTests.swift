import News
import Testing

@Suite struct ActorTests {
    static let all: [(Actor, String)] = [
        (.member("citra"), "member:citra"), (.member("a:b c"), "member:a:b c"), (.wire("afp"), "wire:afp"),
        (.wire(""), "wire"), (.clock, "clock"), (.commandLine, "command line"), (.restoration, "restoration"),
    ]

    @Test(arguments: all)
    func `an actor is written in one stable form and read back from it`(actor: Actor, text: String) {
        #expect(actor.description == text)
        #expect(Actor(text) == actor)
    }

    @Test(arguments: ["", ":", "member", "member:", "wire:", "clock:", "clock:x", "Clock", "citra", "command line:x"])
    func `what is no actor's form is nobody`(text: String) {
        #expect(Actor(text) == nil)
    }

    @Test func `only a wire decides as a wire`() {
        #expect(Self.all.map(\.0.decider) == [.desk, .desk, .wire, .wire, .desk, .desk, .desk])
    }
}
