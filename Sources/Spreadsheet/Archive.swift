import CLibZip

/// A zip container over bytes in memory: the only face of libzip. Valid as long as the bytes are.
struct Archive: ~Copyable {
  /// One entry of the central directory.
  struct Member: Sendable {
    let index: UInt64
    /// The path as written, in UTF-8.
    let path: String
    let size: UInt64
    let packedSize: UInt64
    let checksum: UInt32
    let isEncrypted: Bool
    /// Where the directory's record of it stands in the file, if that is plain.
    let record: Range<Int>?
  }

  /// All members, in the directory's order.
  let members: [Member]
  private let file: UnsafeRawBufferPointer
  private let directory: ZipDirectory?
  private let limits: Limits

  // Members are unzipped in pieces of this size: large enough for libxml2, small enough for the cache.
  private static let pieceSize = 64 * 1024

  /// Opens a container; of one that was opened before, the members may be told.
  init(_ file: UnsafeRawBufferPointer, limits: Limits, members known: [Member]? = nil) throws(ReadError.Reason) {
    self.file = file
    self.limits = limits
    directory = ZipDirectory(file)
    if let known {
      members = known
      return
    }
    let records = directory?.records(file) ?? []
    if let (one, other) = directory?.overlap(of: records, file) {
      throw .overlappingMembers(Self.path(file[one]), Self.path(file[other]))
    }
    let zip: Container
    do throws(ReadError.Reason) {
      zip = try Container(directory.map { UnsafeRawBufferPointer(rebasing: file[$0.container]) } ?? file)
    } catch {
      guard let bare = directory?.withoutExtraFields(records, file),
        let opened = try? Container(UnsafeRawBufferPointer(rebasing: file[bare.members]), bare.directory)
      else { throw error }
      zip = opened
    }
    let count = zip_get_num_entries(zip.handle, 0)
    guard count <= limits.zipMembers else {
      throw .tooManyMembers(count: Int(clamping: count), limit: limits.zipMembers)
    }
    var members: [Member] = []
    for index in 0..<UInt64(max(0, count)) {
      var stat = zip_stat_t()
      guard zip_stat_index(zip.handle, index, 0, &stat) == 0,
        let name = zip_get_name(zip.handle, index, ZIP_FL_ENC_RAW)
      else { continue }
      let raw = UnsafeBufferPointer(
        start: UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self), count: Self.length(name))
      members.append(
        Member(
          index: index, path: memberPath(raw), size: stat.size, packedSize: stat.comp_size, checksum: stat.crc,
          isEncrypted: stat.encryption_method != UInt16(ZIP_EM_NONE),
          record: records.count == count ? records[Int(index)] : nil))
    }
    self.members = members
  }

  /// Unzips a member piece by piece; `take` returns false when it has seen enough. The checksum holds only for members read to their end.
  func stream(
    _ member: Member, meter: inout ReadMeter, _ take: (UnsafeRawBufferPointer) throws(ReadError.Reason) -> Bool
  ) throws(ReadError.Reason) {
    if member.isEncrypted { throw .encryptedMember(member.path) }
    var index: UInt64 = 0
    let zip: Container
    if let record = member.record, let single = directory?.single(record, file),
      let opened = try? Container(UnsafeRawBufferPointer(rebasing: file[single.member]), single.directory)
    {
      zip = opened
    } else {
      zip = try Container(directory.map { UnsafeRawBufferPointer(rebasing: file[$0.container]) } ?? file)
      index = member.index
    }
    guard let open = zip_fopen_index(zip.handle, index, 0) else { throw zip.reason(of: member) }
    defer { zip_fclose(open) }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 16)
    defer { piece.deallocate() }
    var total = 0
    // A directory that lies about the packed size must not widen the ratio.
    let packed = max(1, min(Int(clamping: member.packedSize), file.count))
    while true {
      let count = Int(zip_fread(open, piece.baseAddress, UInt64(piece.count)))
      if count < 0 {
        let code = zip_error_code_zip(zip_file_get_error(open))
        throw code == ZIP_ER_CRC ? .badChecksum(member.path) : .damagedMember(member.path)
      }
      if count == 0 { return }
      total += count
      if total > limits.memberBytes { throw .memberTooLarge(member.path, limit: limits.memberBytes) }
      if total > limits.zipRatioGrace, total / packed > limits.zipRatio {
        throw .zipBomb(member.path, limit: limits.zipRatio)
      }
      try meter.add(count, limit: limits.fileBytes)
      if try !take(UnsafeRawBufferPointer(rebasing: piece[..<count])) { return }
    }
  }

  private static func path(_ name: Slice<UnsafeRawBufferPointer>) -> String {
    UnsafeRawBufferPointer(rebasing: name).withMemoryRebound(to: UInt8.self) { memberPath($0) }
  }

  private static func length(_ name: UnsafePointer<CChar>) -> Int {
    var count = 0
    while name[count] != 0 { count += 1 }
    return count
  }
}

/// libzip's own handle of a container.
private final class Container {
  let handle: OpaquePointer
  private let tail: UnsafeMutableRawBufferPointer

  /// Opens bytes, with a directory of their own after them if there is one.
  init(_ bytes: UnsafeRawBufferPointer, _ directory: [UInt8] = []) throws(ReadError.Reason) {
    tail = UnsafeMutableRawBufferPointer.allocate(byteCount: directory.count, alignment: 16)
    tail.copyBytes(from: directory)
    var failure = zip_error_t()
    zip_error_init(&failure)
    defer { zip_error_fini(&failure) }
    // libzip only reads what it is given to read.
    let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.assumingMemoryBound(to: UInt8.self)
    var pieces = [
      zip_buffer_fragment_t(data: start, length: UInt64(bytes.count)),
      zip_buffer_fragment_t(
        data: tail.baseAddress?.assumingMemoryBound(to: UInt8.self), length: UInt64(tail.count)),
    ]
    let count: UInt64 = directory.isEmpty ? 1 : 2
    guard let source = zip_source_buffer_fragment_create(&pieces, count, 0, &failure) else {
      tail.deallocate()
      throw .damagedZip
    }
    guard let handle = zip_open_from_source(source, ZIP_RDONLY, &failure) else {
      zip_source_free(source)
      tail.deallocate()
      throw Self.hasEnd(bytes) ? .damagedZip : .truncatedZip
    }
    self.handle = handle
  }

  deinit {
    zip_discard(handle)
    tail.deallocate()
  }

  func reason(of member: Archive.Member) -> ReadError.Reason {
    switch zip_error_code_zip(zip_get_error(handle)) {
    case ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD, ZIP_ER_ENCRNOTSUPP: .encryptedMember(member.path)
    case ZIP_ER_COMPNOTSUPP: .unknownCompression(member.path)
    default: .damagedMember(member.path)
    }
  }

  // The end-of-directory record stands in the last 64 KiB; a copy that was cut short lacks it.
  private static func hasEnd(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 22 else { return false }
    let lowest = max(0, bytes.count - 22 - 65_535)
    return stride(from: bytes.count - 22, through: lowest, by: -1).contains {
      bytes[$0] == 0x50 && bytes[$0 + 1] == 0x4b && bytes[$0 + 2] == 5 && bytes[$0 + 3] == 6
    }
  }
}

/// Counts the unzipped bytes of one call over all members.
struct ReadMeter {
  private var total = 0

  mutating func add(_ count: Int, limit: Int) throws(ReadError.Reason) {
    total += count
    if total > limit { throw .fileTooLarge(limit: limit) }
  }
}

/// As linked.
let zipLibraryVersion = String(cString: zip_libzip_version())
