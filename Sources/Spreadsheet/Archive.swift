import CLibZip

/// A zip container over bytes in memory: the only face of libzip. Valid as long as the bytes are.
struct Archive: ~Copyable {
  /// One entry of the central directory.
  struct Member {
    let index: UInt64
    /// The path as written, in UTF-8.
    let path: String
    let size: UInt64
    let packedSize: UInt64
    let checksum: UInt32
    let isEncrypted: Bool
  }

  let members: [Member]
  private let handle: OpaquePointer
  private let limits: Limits
  private let byteCount: Int

  // Members are unzipped in pieces of this size: large enough for libxml2, small enough for the cache.
  private static let pieceSize = 64 * 1024

  init(_ bytes: UnsafeRawBufferPointer, limits: Limits) throws(ReadError.Reason) {
    var failure = zip_error_t()
    zip_error_init(&failure)
    defer { zip_error_fini(&failure) }
    guard let source = zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, &failure) else {
      throw .damagedZip
    }
    guard let handle = zip_open_from_source(source, ZIP_RDONLY, &failure) else {
      zip_source_free(source)
      throw Self.hasEnd(bytes) ? .damagedZip : .truncatedZip
    }
    let count = zip_get_num_entries(handle, 0)
    guard count <= limits.zipMembers else {
      zip_discard(handle)
      throw .tooManyMembers(count: Int(clamping: count), limit: limits.zipMembers)
    }
    var members: [Member] = []
    for index in 0..<UInt64(max(0, count)) {
      var stat = zip_stat_t()
      guard zip_stat_index(handle, index, 0, &stat) == 0, let name = zip_get_name(handle, index, ZIP_FL_ENC_RAW) else {
        continue
      }
      let raw = UnsafeBufferPointer(
        start: UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self), count: Self.length(name))
      members.append(
        Member(
          index: index, path: memberPath(raw), size: stat.size, packedSize: stat.comp_size, checksum: stat.crc,
          isEncrypted: stat.encryption_method != UInt16(ZIP_EM_NONE)))
    }
    self.handle = handle
    self.members = members
    self.limits = limits
    byteCount = bytes.count
  }

  deinit { zip_discard(handle) }

  /// Unzips a member piece by piece; `take` returns false when it has seen enough. The checksum holds only for members read to their end.
  func stream(
    _ member: Member, meter: inout ReadMeter, _ take: (UnsafeRawBufferPointer) throws(ReadError.Reason) -> Bool
  ) throws(ReadError.Reason) {
    if member.isEncrypted { throw .encryptedMember(member.path) }
    guard let file = zip_fopen_index(handle, member.index, 0) else { throw reason(of: member) }
    defer { zip_fclose(file) }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 16)
    defer { piece.deallocate() }
    var total = 0
    // A directory that lies about the packed size must not widen the ratio.
    let packed = max(1, min(Int(clamping: member.packedSize), byteCount))
    while true {
      let count = Int(zip_fread(file, piece.baseAddress, UInt64(piece.count)))
      if count < 0 {
        let code = zip_error_code_zip(zip_file_get_error(file))
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

  private func reason(of member: Member) -> ReadError.Reason {
    switch zip_error_code_zip(zip_get_error(handle)) {
    case ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD, ZIP_ER_ENCRNOTSUPP: .encryptedMember(member.path)
    case ZIP_ER_COMPNOTSUPP: .unknownCompression(member.path)
    default: .damagedMember(member.path)
    }
  }

  private static func length(_ name: UnsafePointer<CChar>) -> Int {
    var count = 0
    while name[count] != 0 { count += 1 }
    return count
  }

  // The end-of-directory record stands in the last 64 KiB; a copy that was cut short lacks it.
  private static func hasEnd(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 22 else { return false }
    var position = bytes.count - 22
    let lowest = max(0, position - 65_535)
    while position >= lowest {
      if bytes[position] == 0x50, bytes[position + 1] == 0x4b, bytes[position + 2] == 5, bytes[position + 3] == 6 {
        return true
      }
      position -= 1
    }
    return false
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
