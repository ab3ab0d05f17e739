extension [Discrepancy] {
  /// Positions of the findings that one goes back to: its causes, their causes and so on, as far as those that nothing explains.
  public func roots(of position: Int) -> [Int] {
    var (seen, roots, open): (Set<Int>, [Int], [Int]) = ([position], [], self[position].causes)
    while let next = open.popLast() {
      guard seen.insert(next).inserted else { continue }
      if self[next].causes.isEmpty { roots.append(next) } else { open += self[next].causes }
    }
    return roots.sorted()
  }

  /// Why counties' dues differ from what was allocated: by county, the findings that the difference goes back to.
  public var reasonsOfCounties: [Int: [Int]] {
    var reasons: [Int: [Int]] = [:]
    for position in indices where self[position].code == .countyVsAllocation {
      guard let county = self[position].subject.county else { continue }
      reasons[county] = roots(of: position)
    }
    return reasons
  }
}
