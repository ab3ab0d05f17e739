import Foundation

/// Does a piece of work for each item on all cores, and hands the results on in the items' order. Only a few are under way or
/// waiting for their turn at any time, so that memory does not grow with the number of items.
func sideBySide<Item: Sendable, Result: Sendable>(
  _ items: [Item], _ work: @escaping @Sendable (Item) throws -> Result, inOrder take: (inout Result) throws -> Void
) async throws -> [Result] {
  let width = ProcessInfo.processInfo.activeProcessorCount + 1
  return try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var started = 0
    var waiting: [Int: Result] = [:]
    var results: [Result] = []
    while results.count < items.count {
      while started < min(items.count, results.count + width) {
        let (index, item) = (started, items[started])
        group.addTask { (index, try work(item)) }
        started += 1
      }
      guard let (index, result) = try await group.next() else { break }
      waiting[index] = result
      while var next = waiting.removeValue(forKey: results.count) {
        try take(&next)
        results.append(next)
      }
    }
    return results
  }
}
