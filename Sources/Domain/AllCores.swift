import Dispatch
import Glibc
import Synchronization

/// Does a piece of work for each of some items on all cores, and gives what came of them in the items' order. Each core has a
/// worker of its own, which may remember what it has met; of one call, only as many items are under way as there are cores.
public func onAllCores<Item: Sendable, Worker, Result: Sendable>(
  _ items: [Item], worker: @Sendable () -> Worker, _ work: @Sendable (inout Worker, Item) -> Result
) -> [Result] {
  let cores = min(items.count, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  guard cores > 1 else {
    var worker = worker()
    return items.map { work(&worker, $0) }
  }
  let next = Atomic(0)
  let results = Mutex([Result?](repeating: nil, count: items.count))
  DispatchQueue.concurrentPerform(iterations: cores) { _ in
    var worker = worker()
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < items.count else { return }
      let result = work(&worker, items[index])
      results.withLock { $0[index] = result }
    }
  }
  return results.withLock { $0.compactMap(\.self) }
}

/// The same for work that remembers nothing.
public func onAllCores<Item: Sendable, Result: Sendable>(_ items: [Item], _ work: @Sendable (Item) -> Result)
  -> [Result]
{
  onAllCores(items, worker: {}, { _, item in work(item) })
}
