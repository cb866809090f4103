import Glibc

/// Who owns the data folder of the machine's newspaper.
enum FolderOwner {
    /// Goes on as the owner of a folder, if root runs the command and the folder is another's.
    ///
    /// What root left in the folder, the server could not write.
    static func become(_ folder: String) {
        var found = stat()
        guard geteuid() == 0, stat(folder, &found) == 0, found.st_uid != 0 else { return }
        guard let owner = getpwuid(found.st_uid) else { return }
        let (number, group) = (owner.pointee.pw_uid, owner.pointee.pw_gid)
        // Where libpq looks for .pgpass.
        setenv("HOME", owner.pointee.pw_dir, 1)
        guard initgroups(owner.pointee.pw_name, group) == 0, setgid(group) == 0, setuid(number) == 0 else {
            Terminal.warn("This goes on as root, as the system refuses to let it be the owner of \(folder).")
            return
        }
    }
}
