//! Counts the attributes of a tag while its bytes go by.
//!
//! html5ever compares each attribute of a tag with all before it, and hands the tag over when it is whole: a tag of half
//! a million attributes would take minutes. So the bytes are followed beside it, as the tokenizer does it (WHATWG HTML
//! 13.2.5.8 to 13.2.5.40). Only the tokenizer knows whether a `<` begins a tag; but while it reads a tag or a comment it
//! gives out no token, so whatever a token comes out of was no tag.

enum State {
    Outside,
    /// Behind the `<`.
    Begun,
    /// Behind `<!`.
    Declaration,
    Comment,
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Quoted(u8),
    Bare,
}

pub struct AttributeCount {
    state: State,
    attributes: u32,
    /// Tokens that had come out when the tag began.
    tokens: u64,
}

impl AttributeCount {
    pub fn new() -> AttributeCount {
        AttributeCount { state: State::Outside, attributes: 0, tokens: 0 }
    }

    pub fn attributes(&self) -> u32 {
        self.attributes
    }

    /// Follows a piece of text; false where it stands in no tag.
    pub fn take(&mut self, piece: &str) -> bool {
        for byte in piece.bytes() {
            self.step(byte);
        }
        !matches!(self.state, State::Outside | State::Comment)
    }

    /// To be told, behind each piece, how many tokens have come out in all.
    pub fn settle(&mut self, tokens: u64) {
        if self.tokens != tokens {
            self.tokens = tokens;
            self.state = match self.state {
                // The token was of what stood before this `<`.
                State::Begun => State::Begun,
                _ => State::Outside,
            };
        }
    }

    fn step(&mut self, byte: u8) {
        let is_space = matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0C);
        let parts = is_space || byte == b'/';
        self.state = match self.state {
            State::Outside if byte == b'<' => {
                self.attributes = 0;
                State::Begun
            }
            State::Outside => State::Outside,
            State::Comment => State::Comment,
            State::Quoted(quote) if byte == quote => State::BeforeName,
            State::Quoted(quote) => State::Quoted(quote),
            State::Begun if byte == b'<' => State::Begun,
            State::Begun if byte == b'!' => State::Declaration,
            State::Declaration if byte == b'-' => State::Comment,
            _ if byte == b'>' => State::Outside,
            State::Begun => State::TagName,
            State::TagName | State::Declaration if parts => State::BeforeName,
            State::TagName | State::Declaration => State::TagName,
            State::Name | State::AfterName if byte == b'=' => State::BeforeValue,
            State::BeforeName | State::AfterName if !parts => {
                self.attributes += 1;
                State::Name
            }
            State::BeforeName => State::BeforeName,
            State::Name if !parts => State::Name,
            State::Name | State::AfterName => State::AfterName,
            State::BeforeValue if is_space => State::BeforeValue,
            State::BeforeValue if byte == b'"' || byte == b'\'' => State::Quoted(byte),
            State::BeforeValue => State::Bare,
            State::Bare if is_space => State::BeforeName,
            State::Bare => State::Bare,
        };
    }
}
