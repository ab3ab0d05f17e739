import Testing

@testable import Domain
@testable import Normalize

/// Amounts whose thousands' comma cuts them in two, for no quotes stand about them.
@Suite struct CutThousandsTests {
  private func list(_ rows: [String], header: String = "镇,村,姓名,是否兼任,月数,应发金额,金额") -> Trial {
    Trial(payments(header: header, rows: rows))
  }

  @Test func `rows that are longer than the header by their cut amounts are read, and told once`() throws {
    let trial = list([
      "东镇,山底村,张甲,否,12,2,880.00,2,880.00", "东镇,山底村,李乙,否,12,2,880,2,880", "东镇,水口村,王丙,否,3,720,720",
    ])
    #expect(trial.amounts == [2880, 2880, 720] && trial.errors.isEmpty)
    let told = try #require(trial.records.discrepancies.first { $0.code == .valueNotParsed })
    #expect(told.severity == .warning && told.spots.map(\.place.cell) == ["F4", "F5"])
    #expect(told.spots[0].raw == "2,880.00")
    // 12 months at 240 are no 12,240.
    let rate = list(["东镇,山底村,张甲,否,12,240,2,880"], header: "镇,村,姓名,是否兼任,月数,标准,金额")
    #expect(rate.amounts == [2880] && rate.records.members[0].months == .value(12))
  }

  @Test func `what the header's columns do not prove stays as it stands, and is an error`() {
    let open = list(["东镇,山底村,张甲,2,880.00,", "东镇,山底村,李乙,2,880.00,"], header: "镇,村,姓名,金额,备注")
    #expect(open.amounts == [2, 2] && open.errors == ["DZ205"] && open.cell("DZ205") == "D4")
    // A column that the header does not name is another's.
    let beside = list(["东镇,山底村,张甲,480,240", "东镇,山底村,李乙,720,360"], header: "镇,村,姓名,金额")
    #expect(beside.amounts == [480, 720] && !beside.codes.contains("DZ205"))
    // 应发 │ 实发 │ 已发 with no header over the last, and 应发 │ 扣款 │ 实发.
    let pair = list(["东镇,山底村,张甲,3,720,720.00,已发"], header: "镇,村,姓名,月数,应发金额,实发金额")
    #expect(pair.amounts == [720] && !pair.codes.contains("DZ205"))
    let taken = list(["东镇,山底村,张甲,3,720,120,600.00"], header: "镇,村,姓名,月数,应发金额,扣款,实发金额")
    #expect(taken.amounts == [600] && !taken.codes.contains("DZ205"))
    // Three figures in a remark are a remark.
    let remark = list(["东镇,山底村,张甲,480,101"], header: "镇,村,姓名,金额,备注")
    #expect(remark.amounts == [480] && remark.errors.isEmpty)
  }

  @Test func `a total is joined where it comes to its rows, over as many commas as it takes`() {
    let header = "镇,村,姓名,月数,金额"
    let villages = ["山底村", "水口村"].flatMap { village in
      "甲乙丙丁戊己庚辛壬癸".map { "东镇,\(village),\(village.prefix(1))\($0),12,2,880.00" }
    }
    let total = list(villages + ["合计,,,240,57,600.00"], header: header)
    #expect(total.errors.filter { $0 != "DZ303" }.isEmpty && total.amounts.allSatisfy { $0 == 2880 })
    #expect(total.records.totals.filter { $0.field == .amount }.map(\.stated) == [5_760_000])
    let many = (0..<400).map { "东镇,山底村,赵\(UnicodeScalar(0x4e10 + $0)!),12,2880" }
    #expect(
      list(many + ["合计,,,4800,1,152,000.00"], header: header).records.totals.filter { $0.field == .amount }.map(
        \.stated)
        == [115_200_000])
    // 720 │ 720 beside a mark that has no header are two sums.
    let marked = ["张甲", "李乙", "王丙"].map { "东镇,山底村,\($0),1,240,240,已发" } + ["合计,,,3,720,720,已核"]
    let two = list(marked, header: "镇,村,姓名,月数,应发金额,实发金额")
    #expect(two.errors.isEmpty && two.amounts == [240, 240, 240])
  }

  @Test func `a town's amount is joined where its heads make it`() {
    func town(_ row: String) -> Trial {
      Trial("甲市2021年补贴汇总表\n单位：元\n镇,核发人数,应发金额,实发金额\n\(row)\n", name: "汇总表.csv")
    }
    #expect(town("东镇,45,129,600.00,129,600.00").records.aggregates.map { $0[.amount].value } == [12_960_000])
    #expect(town("东镇,3,720,720.00,已拨").records.aggregates.map { $0[.amount].value } == [72_000])
  }
}
