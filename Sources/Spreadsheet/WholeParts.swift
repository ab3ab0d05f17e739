/// Reads every XML part of a workbook to its end, also those that no reader needs; throws if one is not whole.
public func checkParts(_ bytes: [UInt8], name: String, besides isRead: (String) -> Bool = { _ in false })
  throws(ReadError)
{
  do throws(ReadError.Reason) {
    try bytes.withRaw { (raw) throws(ReadError.Reason) in
      let archive = try Archive(raw, limits: .standard)
      var meter = ReadMeter()
      for member in archive.members
      where (member.path.hasSuffix(".xml") || member.path.hasSuffix(".rels")) && !isRead(member.path) {
        var nothing = Unheeded()
        try archive.parse(member, meter: &meter, into: &nothing)
      }
    }
  } catch {
    throw ReadError(file: name, reason: error)
  }
}

/// Reads a part for its form only.
private struct Unheeded: XMLReader {
  let isDone = false
  let failure: ReadError.Reason? = nil
  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {}
  mutating func end(_ name: XMLName) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
