import CLibZip
import Foundation

/// Turns the formulas of a finished workbook that end in an error or in nothing into what office programs write for them.
///
/// libxlsxwriter gives both a text result: `t="str"` with `<v>#REF!</v>` or `<v></v>`. Excel marks the first as `t="e"`,
/// and a program that never computes leaves the second without `<v>` and type.
func breakFormulas(in path: String) throws {
  guard let archive = zip_open(path, 0, nil) else { throw SampleError.cannotWrite(path) }
  // The replaced parts must outlive zip_close, which reads them.
  var parts: [UnsafeMutableRawBufferPointer] = []
  defer { for part in parts { part.deallocate() } }
  for index in 0..<UInt64(max(0, zip_get_num_entries(archive, 0))) {
    guard let name = zip_get_name(archive, index, 0).map({ String(cString: $0) }), name.hasPrefix("xl/worksheets/sheet")
    else { continue }
    guard let before = member(index, of: archive) else {
      zip_discard(archive)
      throw SampleError.cannotWrite(path)
    }
    let after = brokenFormulas(before)
    guard after != before else { continue }
    let part = UnsafeMutableRawBufferPointer.allocate(byteCount: after.utf8.count, alignment: 1)
    part.copyBytes(from: after.utf8)
    parts.append(part)
    let source = zip_source_buffer(archive, part.baseAddress, UInt64(part.count), 0)
    // 1 January 1980, as the other members: the same seed gives the same bytes.
    guard source != nil, zip_file_replace(archive, index, source, 0) == 0,
      zip_file_set_dostime(archive, index, 0, 33, 0) == 0
    else {
      zip_discard(archive)
      throw SampleError.cannotWrite(path)
    }
  }
  guard zip_close(archive) == 0 else {
    zip_discard(archive)
    throw SampleError.cannotWrite(path)
  }
}

private func member(_ index: UInt64, of archive: OpaquePointer) -> String? {
  var status = zip_stat_t()
  guard zip_stat_index(archive, index, 0, &status) == 0, let file = zip_fopen_index(archive, index, 0) else {
    return nil
  }
  defer { zip_fclose(file) }
  var bytes = [UInt8](repeating: 0, count: Int(status.size))
  guard zip_fread(file, &bytes, status.size) == Int64(status.size) else { return nil }
  return String(decoding: bytes, as: UTF8.self)
}

private func brokenFormulas(_ xml: String) -> String {
  let mark = " t=\"str\"><f>"
  let pieces = xml.components(separatedBy: mark)
  return pieces[0]
    + pieces.dropFirst().map { piece in
      guard let end = piece.range(of: "</f>") else { return mark + piece }
      let (formula, rest) = (piece[..<end.lowerBound], piece[end.upperBound...])
      if rest.hasPrefix("<v>#") { return " t=\"e\"><f>" + formula + "</f>" + rest }
      if rest.hasPrefix("<v></v>") { return "><f>" + formula + "</f>" + rest.dropFirst("<v></v>".count) }
      return mark + piece
    }.joined()
}
