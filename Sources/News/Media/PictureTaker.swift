/// Takes in the pictures that come with outside copy.
public protocol PictureTaker: Sendable {
    /// Takes the picture in a file that copy names.
    ///
    /// Waits for disks and decoders, and so must not do that on a thread of Swift's cooperative pool.
    /// - Parameter file: As the sender wrote it: it may lead nowhere, be no picture, or be made to do harm.
    /// - Throws: Why there is no picture.
    func take(_ file: String) async throws(PictureFault) -> Picture
}

/// Why a picture that came with copy was not taken.
public enum PictureFault: Error, Hashable, Sendable {
    /// It cannot be used, and the story goes in without it; says which file and why.
    case unusable(String)
    /// Pictures cannot be kept now, through no fault of this one; says why.
    case cannotBeKept(String)
}

/// Takes in the originals that members send.
public protocol OriginalTaker: Sendable {
    /// Takes a picture: its original is kept as it is, under its digest, and what readers are sent is made of it.
    ///
    /// The same original is taken once.
    /// - Parameter original: The bytes of a file, whatever it is called; it may be no picture, or be made to do harm. A slice,
    ///   so that what came with it in one request need not be held twice.
    /// - Throws: Why it is not kept; nothing is left of it then.
    func take(original: ArraySlice<UInt8>) async throws(OriginalFault) -> Picture
}

/// Why an original is not taken: a closed set, for which the newsroom's strings have the words.
public enum OriginalFault: String, Error, Hashable, Sendable, CaseIterable {
    /// The bytes are no picture of a kind that is accepted.
    case noPicture = "no_picture"
    /// Too many bytes or pixels.
    case tooLarge = "picture_too_large"
    /// It begins like a picture and cannot be read to its end.
    case damaged
    /// It takes more time or memory than a picture may have.
    case tooCostly = "too_costly"
    /// There is no room on the disk.
    case diskFull = "disk_full"
    /// Pictures cannot be kept now, through no fault of this one.
    case unavailable = "pictures_unavailable"
}
