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

  /// Whether a finding goes away with others that are told as gravely. An error that goes back to nothing but warnings, or to what is
  /// acknowledged, is told itself: nothing else would.
  public func follows(_ position: Int, among open: Set<Int>) -> Bool {
    guard self[position].severity >= .error else { return !self[position].causes.isEmpty }
    var (seen, ahead): (Set<Int>, [Int]) = ([position], self[position].causes)
    while let next = ahead.popLast() {
      guard seen.insert(next).inserted else { continue }
      if self[next].severity >= .error, open.contains(next) { return true }
      ahead += self[next].causes
    }
    return false
  }
}
