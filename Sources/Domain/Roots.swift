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
}
