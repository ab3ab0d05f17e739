/// Delimiters of several signs, as programs choose them that fear for every single one: `|^|`, `##`, `;|;`.
enum CSVSignRun {
  private static let signs = Set("|^~#;:*!@$%&".utf8)
  // Two of these are a blank column, but where they stand by twos between all columns of many records, none of which is blank.
  private static let ordinary = Set(";".utf8)
  // These set fields apart alone as well, where a sign of the values' own stands beside them: ;$12.00 and 12%;
  private static let sufficient = Set(";|^~:".utf8)

  // The delimiter is one of so many first runs; a name may end or begin in another sign: Change %|^|R&D.
  private static let firstRuns = 8

  private static let leastLines = 4

  /// The run of signs that sets the head's fields apart, if these signs stand nowhere but in such runs; blank fields make several of
  /// them one after another.
  static func delimiter(in sample: [UInt8]) -> [UInt8]? {
    let head = sample.drop { $0 == 0x0a || $0 == 0x0d }.prefix { $0 != 0x0a && $0 != 0x0d }
    let candidates = runs(of: signs, in: head).prefix(firstRuns).map(Array.init)
    return candidates.first { (2...4).contains($0.count) && separates($0, head, sample) }
  }

  private static func separates(_ whole: [UInt8], _ head: ArraySlice<UInt8>, _ sample: [UInt8]) -> Bool {
    let own = Set(whole)
    let found = runs(of: own, in: head)
    // A head above others has blank fields too.
    guard found.count(where: { $0.elementsEqual(whole) }) > 1,
      own.isDisjoint(with: sufficient) || whole.elementsEqual(whole.reversed())
    else { return false }
    let everywhere = runs(of: own, in: sample[...])
    if own.isSubset(of: ordinary) {
      return everywhere.count >= found.count * leastLines && everywhere.allSatisfy { $0.elementsEqual(whole) }
    }
    return everywhere.count > found.count
      && everywhere.allSatisfy { run in
        run.count % whole.count == 0 && run.enumerated().allSatisfy { $1 == whole[$0 % whole.count] }
      }
  }

  private static func runs(of signs: Set<UInt8>, in text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    text.split { !signs.contains($0) }
  }
}
