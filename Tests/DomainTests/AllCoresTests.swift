import Domain
import Glibc
import Testing

@Suite struct AllCoresTests {
  @Test func resultsComeInTheItemsOrder() {
    for count in [0, 1, 2, 7, 500] {
      let items = Array(0..<count)
      // Later items are done sooner.
      let results = onAllCores(items) { item in
        (0..<(count - item) * 50).reduce(item) { sum, more in sum ^ more ^ more }
      }
      #expect(results == items)
    }
  }

  @Test func eachItemIsDoneOnceByAWorkerThatRemembers() {
    let results = onAllCores(Array(1...200), worker: { [Int]() }) { met, item in
      defer { met.append(item) }
      return (item: item, isFirst: met.isEmpty, isMet: met.contains(item))
    }
    #expect(results.map(\.item) == Array(1...200))
    #expect(!results.contains { $0.isMet })
    // One a core, and none more.
    #expect((1...sysconf(Int32(_SC_NPROCESSORS_ONLN))).contains(results.count { $0.isFirst }))
  }

  @Test func workWithinWorkIsDone() {
    let results = onAllCores([10, 20, 30]) { ten in onAllCores([1, 2, 3]) { ten + $0 } }
    #expect(results == [[11, 12, 13], [21, 22, 23], [31, 32, 33]])
  }
}
