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
