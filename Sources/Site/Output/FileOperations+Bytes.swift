#if canImport(Glibc)
internal import Diagnostics
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

// The pointers here live within one call of the system each: there is no other way to hand it memory.

/// Writes all of the bytes, however many the system takes at a time.
package func writeAll(_ file: Int32, _ path: String, _ contents: ArraySlice<UInt8>) throws(FileFailure) {
    var offset = 0
    while offset < contents.count {
        // Unsafe: the system's call takes a pointer.
        let count = try call("write", path) {
            contents.withUnsafeBytes { bytes in
                write(file, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
            }
        }
        // A regular file that takes nothing would be asked for ever.
        if count == 0 { throw FileFailure("write", path, code: EIO) }
        offset += count
    }
}

/// Writes the parts one after the other, small ones gathered: of a large book there are tens of thousands.
func writeAll(_ file: Int32, _ path: String, _ parts: [ArraySlice<UInt8>]) throws(FileFailure) {
    let limit = 262_144
    var gathered: [UInt8] = []
    for part in parts {
        if !gathered.isEmpty, gathered.count + part.count > limit {
            try writeAll(file, path, gathered[...])
            gathered.removeAll(keepingCapacity: true)
        }
        if parts.count == 1 || part.count > limit { try writeAll(file, path, part) } else { gathered += part }
    }
    if !gathered.isEmpty { try writeAll(file, path, gathered[...]) }
}

/// The bytes of a regular file from where it stands to its end.
func readAll(_ file: Int32, _ path: String) throws(FileFailure) -> [UInt8] {
    let status = try status(of: file, path)
    guard status.kind == .file else { throw FileFailure("read", path, code: status.kind == .folder ? EISDIR : EINVAL) }
    var contents: [UInt8] = []
    contents.reserveCapacity(status.size)
    while true {
        let chunk = try readChunk(file, path, 65_536)
        if chunk.isEmpty { return contents }
        contents += chunk
    }
}

/// Whether a regular file has just these bytes. Read piece by piece, and only when the size is the same.
func holds(_ file: Int32, _ path: String, _ contents: [UInt8]) throws(FileFailure) -> Bool {
    let status = try status(of: file, path)
    guard status.kind == .file, status.size == contents.count else { return false }
    var offset = 0
    while offset < contents.count {
        let chunk = try readChunk(file, path, min(262_144, contents.count - offset))
        if chunk.isEmpty { return false }
        // Unsafe: compared by `memcmp`, without a copy.
        let same = contents.withUnsafeBytes { bytes in
            chunk.withUnsafeBytes { part in
                guard let here = bytes.baseAddress, let there = part.baseAddress else { return false }
                return memcmp(here + offset, there, part.count) == 0
            }
        }
        if !same { return false }
        offset += chunk.count
    }
    return try readChunk(file, path, 1).isEmpty
}

/// The names in a folder, sorted by bytes.
func folderNames(_ path: String) throws(FileFailure) -> [String] {
    let file = try call("list", path) { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW) }
    guard let folder = fdopendir(file) else {
        let code = errno
        close(file)
        throw FileFailure("list", path, code: code)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while true {
        errno = 0
        guard let entry = readdir(folder) else {
            if errno != 0 { throw FileFailure("list", path, code: errno) }
            break
        }
        // The system ends the name with a NUL inside the entry.
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.precedesInBytes($1) }
}

private func status(of file: Int32, _ path: String) throws(FileFailure) -> FileStatus {
    var info = stat()
    _ = try call("look at", path) { fstat(file, &info) }
    return FileStatus(info)
}

private func readChunk(_ file: Int32, _ path: String, _ limit: Int) throws(FileFailure) -> [UInt8] {
    var failure: FileFailure?
    let chunk = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
        do throws(FileFailure) {
            count = try call("read", path) { read(file, buffer.baseAddress, limit) }
        } catch {
            count = 0
            failure = error
        }
    }
    if let failure { throw failure }
    return chunk
}
