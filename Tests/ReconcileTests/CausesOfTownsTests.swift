import Testing

@testable import Domain
@testable import Reconcile

/// A missing village and another fault in one town: each figure follows from those that move it.
@Suite struct CausesOfTownsTests {
  /// A list without 水口 and what a summary says of its town; the causes' codes by the summary's cell, and at "" those of the allocation.
  private func causes(_ town: String, allocated: Int64 = 34_560, members: [String]) -> [String: [String]] {
    let west = ["西镇,簕冲", "西镇,横坑"].flatMap { place in
      ["赵", "钱", "孙"].map { "\(place),\($0)\(place.suffix(1)),否,12,2880" }
    }
    let stated = StatedMoney(amount: Money(fen: allocated * 100), unit: .yuan, places: 0)
    let books = Books(
      [
        paymentList(members.map { "东镇,山底,\($0),12,2880" } + west),
        summary("镇,村数,应有人数,兼任不发人数,核发人数,金额", ["东镇,2,\(town)", "西镇,2,6,0,6,17280"]),
      ],
      allocated: Budget.Entry(stated: stated, place: Place(file: "allocation.csv"), raw: "\(allocated)"))
    let told = books.findings.filter { finding in
      finding.code == .countyVsAllocation
        || [.headcountMismatch, .dueVsPaid].contains(finding.code) && finding.spots[0].place.file.contains("汇总表")
    }
    return Dictionary(
      told.map { ($0.spots[0].place.cell, Set($0.causes.map { books.findings[$0].code.rawValue }).sorted()) },
      uniquingKeysWith: { $0 + $1 })
  }

  @Test func `an empty seat besides`() {
    let found = causes("6,0,6,17280", members: ["张甲,否", "李乙,否"])
    #expect(found["C4"] == ["DZ301"] && found["E4"] == ["DZ301", "DZ306"] && found["F4"] == ["DZ301", "DZ306"])
    #expect(found[""] == ["DZ301", "DZ306"])
    // Other money, and another allocation, are off for something else as well.
    let other = causes("6,0,6,17000", allocated: 34_000, members: ["张甲,否", "李乙,否"])
    #expect(other["C4"] == [] && other[""] == ["DZ301"])
  }

  @Test func `a member who is paid beside his mark`() {
    let found = causes("6,0,6,17280", members: ["张甲,否", "李乙,否", "王丙,是"])
    #expect(found["C4"] == ["DZ301"] && found["D4"] == ["DZ606"])
    #expect(found["E4"] == ["DZ301", "DZ606"] && found["F4"] == ["DZ301"])
  }
}
