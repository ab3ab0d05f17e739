import Domain

extension [Discrepancy] {
  /// Without what a refused upload comes to: seats that stand empty for a file that cannot be read, and a sum that no table publishes.
  var withoutFiguresOfRefused: [Discrepancy] {
    let kept = indices.filter { self[$0].code != .countyVsAllocation && self[$0].code != .vacancy }
    let now = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    return kept.map { position in
      var finding = self[position]
      finding.causes = finding.causes.compactMap { now[$0] }
      return finding
    }
  }
}
