import Testing

@testable import Domain
@testable import Normalize

/// Villages that a summary counts among villages and communities.
@Suite struct VillagesAmongTests {
  private func counts(_ rows: [String], header: String = "镇,村（社区）总数,其中：村,其中：社区,核发人数,金额") -> [Int?] {
    let csv = "甲市2021年补贴汇总表\n单位：元\n\(header)\n" + rows.joined(separator: "\n") + "\n"
    return Trial(csv, name: "汇总表.csv").records.aggregates.map { $0[.villageCount].count }
  }

  @Test func `villages are counted without communities where both parts come to the whole`() {
    #expect(counts(["东镇,3,2,1,2,5760", "西街道,2,2,0,2,5760"]) == [2, 2])
    #expect(counts(["东镇,3,2,2,2,5760", "西街道,2,2,0,2,5760"]) == [3, 2])
  }

  @Test func `a number of villages alone stays one`() {
    #expect(counts(["东镇,2,2,5760", "西街道,2,2,5760"], header: "镇,村数,核发人数,金额") == [2, 2])
  }
}
