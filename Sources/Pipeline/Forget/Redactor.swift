import Domain
import Foundation
import Normalize
import Spreadsheet

/// Takes a person out of files: first learns how the person stands in them, then replaces that everywhere.
struct Redactor {
  private let id: IDNumber
  private let standIn: IDNumber
  private var texts: PersonalTexts
  /// Counties whose files hold the person: in others a namesake is somebody else.
  private var counties: Set<Int> = []
  /// Keyed hashes of record lines, and those in their place.
  private var hashes: [String: String] = [:]
  private let limits: Limits

  init(
    _ id: IDNumber, standIn: IDNumber, sources: [ForgetSource], pipeline: PipelineFile, reading: ReadingSetting,
    archive: String
  ) throws {
    self.id = id
    self.standIn = standIn
    limits = pipeline.limits
    let register = reading.register
    let places =
      register.counties.flatMap { [$0.name, $0.code] } + register.towns.flatMap { [$0.name, $0.code] }
      + register.villages.flatMap { [$0.name, $0.code] }
    texts = PersonalTexts(id, standIn: standIn, places: Set(places))
    hashes = [reading.key.person(id): reading.key.person(standIn)]
    var generator = SystemRandomNumberGenerator()
    // What the reader knows of the person goes before what a row looks like.
    for source in sources {
      guard let bytes = source.bytes(archive: archive) else { continue }
      if isRecords(bytes) {
        learnRecords(bytes, source, reading)
      } else if let county = source.county, holds(bytes, name: source.name) {
        counties.insert(county)
        for name in try names(bytes, source, county, pipeline, reading) { texts.add(name: name, using: &generator) }
      }
    }
    let takesNames = !texts.hasNames
    for source in sources where source.county == nil || counties.contains(source.county ?? -1) {
      guard let bytes = source.bytes(archive: archive), !isRecords(bytes) else { continue }
      var known = texts
      look(at: bytes, source) { known.learn($0, takesNames: takesNames, using: &generator) }
      texts = known
    }
    for source in sources where source.county.map(counties.contains) == true {
      guard let bytes = source.bytes(archive: archive), !isRecords(bytes) else { continue }
      var known = texts
      look(at: bytes, source) { known.learnNamesakes($0) }
      texts = known
    }
  }

  /// Names that are nobody else's, and those in their place.
  var names: [String: String] { texts.ownNames }

  /// Whether a file has the person's number.
  func holds(_ bytes: [UInt8], name: String) -> Bool {
    var isFound = false
    let texts = texts
    let change = TextChange(
      row: { row in
        if row.contains(where: texts.holdsID) { isFound = true }
        return row
      },
      text: { text in
        if texts.holdsID(text) { isFound = true }
        return nil
      },
      bytes: { bytes in
        if texts.replaced(bytes: bytes) != nil { isFound = true }
        return nil
      })
    _ = try? rewritten(bytes, name: name, limits: limits, by: change)
    return isFound
  }

  /// A file without the person; nil where it stays as it is.
  func redacted(_ bytes: [UInt8], of source: ForgetSource) -> [UInt8]? {
    if isRecords(bytes) { return redactedRecords(bytes) }
    // Elsewhere than in the person's counties only the number tells that it is the person.
    guard source.county == nil || counties.contains(source.county ?? -1) || holds(bytes, name: source.name) else {
      return nil
    }
    guard source.county != nil || holds(bytes, name: source.name) else { return nil }
    let texts = texts
    let change = TextChange(
      row: { texts.replaced(row: $0) }, text: { texts.replaced(text: $0) }, bytes: { texts.replaced(bytes: $0) })
    return try? rewritten(bytes, name: source.name, limits: limits, by: change)
  }

  /// Whether a file that was redacted reads as before but for the person: all others and all figures are as they were.
  func keepsOthers(
    _ old: [UInt8], _ new: [UInt8], of source: ForgetSource, _ pipeline: PipelineFile, _ reading: ReadingSetting
  ) throws -> Bool {
    if isRecords(old) { return true }
    func others(_ bytes: [UInt8]) -> Set<IDNumber> {
      var search = IDSearch()
      _ = search.look(at: bytes, name: source.name, limits: limits)
      return search.found.subtracting([id, standIn])
    }
    guard others(old).filter({ !isSlipOfPersons($0) }).isSubset(of: others(new)) else { return false }
    guard let county = source.county else { return true }
    let (before, after) = (
      try members(old, source, county, pipeline, reading), try members(new, source, county, pipeline, reading)
    )
    guard before.count == after.count else { return false }
    func facts(_ member: MemberRecord) -> String {
      let figures = [member.months, member.rate, member.due, member.deduction, member.backPay, member.amount]
      let times = [member.start, member.end, member.paidOn].map { $0.map { "\($0)" } ?? "" }
      return "\(member.row) \(member.village) \(member.town) \(figures) \(times) \(member.isConcurrent ?? false)"
    }
    return zip(before, after).allSatisfy { old, new in
      guard facts(old) == facts(new) else { return false }
      let isTheirs = old.id.map { $0 == id || isSlipOfPersons($0) } ?? (texts.replaced(text: old.name.text) != nil)
      return isTheirs || old.id == new.id && old.account == new.account
    }
  }

  /// Whether a number is the person's with a few digits wrong: that goes with the person.
  private func isSlipOfPersons(_ other: IDNumber) -> Bool {
    let (mine, theirs) = (Array(id.forHashing), Array(other.forHashing))
    return mine.count == theirs.count && zip(mine, theirs).count { $0 != $1 } <= 3
  }

  private func names(
    _ bytes: [UInt8], _ source: ForgetSource, _ county: Int, _ pipeline: PipelineFile, _ reading: ReadingSetting
  ) throws -> [String] {
    try members(bytes, source, county, pipeline, reading).filter { $0.id == id }.map(\.name.text)
  }

  private func members(
    _ bytes: [UInt8], _ source: ForgetSource, _ county: Int, _ pipeline: PipelineFile, _ reading: ReadingSetting
  ) throws -> [MemberRecord] {
    let settings = reading.counties.setting(of: county)
    let context = reading.context(county, settings, policy: try reading.policy(of: county))
    return UploadReader(county: county, context: context).read(
      Upload(file: source.name, bytes: bytes, sha256: "", received: 0)
    ).members
  }

  private func look(at bytes: [UInt8], _ source: ForgetSource, _ row: ([String]) -> Void) {
    withoutActuallyEscaping(row) { row in
      let change = TextChange(
        row: { texts in
          row(texts)
          return texts
        }, text: { _ in nil }, bytes: { _ in nil })
      _ = try? rewritten(bytes, name: source.name, limits: limits, by: change)
    }
  }

  // MARK: Record lines

  private func isRecords(_ bytes: [UInt8]) -> Bool { bytes.starts(with: "upload\t".utf8) }

  /// Lines that were read elsewhere know persons by keyed hashes; names and accounts have their own.
  private mutating func learnRecords(_ bytes: [UInt8], _ source: ForgetSource, _ reading: ReadingSetting) {
    guard let county = source.county, let key = hashes.keys.first,
      let records = try? UploadRecords(county: county, file: source.name, section: bytes, terms: reading.terms)
    else { return }
    var generator = SystemRandomNumberGenerator()
    for member in records.reading.members {
      guard let own = member.id?.key, Self.digits(own) == key || hashes[Self.digits(own)] != nil else { continue }
      for other in [member.name.key, member.account?.key].compactMap(\.self) where hashes[Self.digits(other)] == nil {
        hashes[Self.digits(other)] = Self.digits(.random(in: 1...UInt64.max, using: &generator))
      }
    }
  }

  private func redactedRecords(_ bytes: [UInt8]) -> [UInt8]? {
    var isChanged = false
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map { line -> [UInt8] in
      let fields = line.split(separator: 9, omittingEmptySubsequences: false).map { field -> [UInt8] in
        guard field.count == 16, let new = hashes[String(decoding: field, as: UTF8.self)] else { return Array(field) }
        isChanged = true
        return Array(new.utf8)
      }
      return Array(fields.joined(separator: [9]))
    }
    return isChanged ? Array(lines.joined(separator: [10])) : nil
  }

  private static func digits(_ key: UInt64) -> String {
    let digits = String(key, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
