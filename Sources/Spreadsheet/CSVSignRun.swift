/// Delimiters of several signs, as programs choose them that fear for every single one: `|^|`, `##`, `;|;`.
enum CSVSignRun {
  private static let signs = Set("|^~#;:*!@$%&".utf8)
  // Two of these are a blank column.
  private static let ordinary = Set(";".utf8)
  // These set fields apart alone as well, where a sign of the values' own stands beside them: ;$12.00 and 12%;
  private static let sufficient = Set(";|^~:".utf8)

  /// The run of signs that sets the head's fields apart, if these signs stand nowhere but in such runs; blank fields make several of
  /// them one after another.
  static func delimiter(in sample: [UInt8]) -> [UInt8]? {
    let head = sample.drop { $0 == 0x0a || $0 == 0x0d }.prefix { $0 != 0x0a && $0 != 0x0d }
    let found = runs(of: signs, in: head)
    guard let first = found.first, found.count > 1, (2...4).contains(first.count), found.allSatisfy({ $0 == first }),
      !Set(first).isSubset(of: ordinary),
      Set(first).isDisjoint(with: sufficient) || first.elementsEqual(first.reversed())
    else { return nil }
    let whole = Array(first)
    let everywhere = runs(of: Set(first), in: sample[...])
    guard everywhere.count > found.count,
      everywhere.allSatisfy({ run in
        run.count % whole.count == 0 && run.enumerated().allSatisfy { $1 == whole[$0 % whole.count] }
      })
    else { return nil }
    return whole
  }

  private static func runs(of signs: Set<UInt8>, in text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    text.split { !signs.contains($0) }
  }
}
