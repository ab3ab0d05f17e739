import Testing

@testable import Domain
@testable import Reconcile

/// What stands beside the documents that count, whom a finding is about, and what it cites.
@Suite struct BesideTests {
  private func list(_ rate: Int = 240, _ rows: Int = 3) -> (name: String, csv: String) {
    paymentList(
      ["张甲", "李乙", "王丙"].prefix(rows).map { "东镇,山底村,\($0),12,\(rate),2880" }, header: "镇,村,姓名,月数,补贴标准,金额")
  }

  @Test func `what is wrong in a document that does not count moves no figure`() {
    let header = "镇,村,核发人数,补贴标准,金额"
    let books = Books([list(250, 1), summary(header, ["东镇,山底村,1,250,2880"])])
    let found = books.found(.rateMismatch)
    #expect(found.map { $0.spots[0].place.file } == ["jia/发放表.csv", "jia/汇总表.csv"])
    #expect(found.map(\.touches) == [[.stated], [.beside]] && found.map(\.subject.village) == [0, 0])
    let alone = Books([summary(header, ["东镇,山底村,1,250,2880"])]).found(.rateMismatch)
    #expect(alone.map(\.touches) == [[.stated]])
    // Heads come from a roster, what is stated from the summary.
    let stated = Books([roster("镇,村,姓名,是否兼任", ["东镇,山底村,张甲,否"]), summary(header, ["东镇,山底村,1,250,2880"])])
    #expect(stated.found(.rateMismatch).map(\.touches) == [[.stated, .beside]])
  }

  @Test func `what a corrected document beside the basis comes to is no effect on what the county is due`() {
    func members(_ months: Int, _ name: String) -> (name: String, csv: String) {
      (name, paymentList(["东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,\(months),\(months * 240)"]).csv)
    }
    func heads(_ heads: Int, _ name: String) -> (name: String, csv: String) {
      (name, summary("镇,村,核发人数,金额", ["东镇,山底村,\(heads),\(heads * 2880)"]).csv)
    }
    let beside = Books([members(12, "发放表.csv"), heads(3, "汇总表.csv"), heads(2, "汇总表（更正）.csv")]).found(.correctedUpload)
    #expect(beside.map(\.gap) == [.none] && beside.allSatisfy(\.consistentWith.isEmpty))
    #expect(beside.first?.message.zh.contains("本表应发 -2,880.00 元") == true)
    let basis = Books([members(11, "发放表.csv"), members(12, "发放表（更正）.csv"), heads(2, "汇总表.csv")]).found(.correctedUpload)
    #expect(basis.map(\.gap) == [.money(expected: Money(fen: 552_000), actual: Money(fen: 576_000))])
    // Alone, the summary is what the county is due by.
    let alone = Books([heads(3, "汇总表.csv"), heads(2, "汇总表（更正）.csv")]).found(.correctedUpload)
    #expect(alone.map(\.gap) == [.money(expected: Money(fen: 864_000), actual: Money(fen: 576_000))])
  }

  @Test func `a village that one document lacks is missing beside it only, and one that all lack is missing`() {
    let header = "镇,村,核发人数,金额"
    let rows = ["东镇,水口村,3,8640", "西镇,簕冲村,3,8640", "西镇,横坑村,3,8640"]
    let beside = Books([list(), summary(header, rows)]).found(.villageCountMismatch).filter { $0.subject.village == 0 }
    #expect(beside.map { $0.touches.contains(.beside) } == [true])
    let gone = Books([summary(header, rows)]).found(.villageCountMismatch)
    #expect(gone.map(\.touches) == [.row])
    let towns = Books([summary("镇,核发人数,金额", ["东镇,6,17280"]), westSummary(header, ["西镇,簕冲村,3,8640", "西镇,横坑村,3,8640"])])
    #expect(towns.figures.towns.map(\.tally.eligible) == [6, 6])
  }

  private func westSummary(_ header: String, _ rows: [String]) -> (name: String, csv: String) {
    ("西镇汇总表.csv", summary(header, rows).csv.replacing("甲市", with: "甲市西镇"))
  }

  @Test func `findings that apply the policy cite it, others do not`() {
    let books = Books([list(250)])
    #expect(books.found(.rateMismatch).allSatisfy { $0.policy == "trial" } && !books.found(.rateMismatch).isEmpty)
    let odd = Books([summary("镇,村,核发人数,金额", ["东镇,山底村,3,8640", "东镇,山底村,3,8640"])])
    #expect(odd.found(.duplicateVillageRow).map(\.policy) == [""])
  }

  @Test func `an odd payment is told by what is due at its cell`() {
    let header = "镇,村,姓名,月数,金额"
    let known = Books([paymentList(["东镇,山底村,张甲,12,2500", "东镇,山底村,李乙,,2500"], header: header)])
    let gaps = known.found(.notMultipleOfRate).map(\.gap)
    #expect(
      gaps == [
        .money(expected: Money(fen: 288_000), actual: Money(fen: 250_000)),
        .money(expected: Money(fen: 240_000), actual: Money(fen: 250_000)),
      ])
  }

  @Test func `a member whose village nobody knows is its town's, one with a number is told by it`() {
    let header = "镇,村,姓名,身份证号码,月数,补贴标准,金额"
    let books = Books([
      paymentList(
        ["东镇,无名村,张甲,,12,250,2880", "西镇,无名村,李乙,\(idNumber(1)),12,250,2880", "东镇,山底村,王丙,,12,250,2880"], header: header)
    ])
    let found = books.found(.rateMismatch)
    #expect(found.map(\.subject.town) == [0, 1, 0] && found.map(\.subject.village) == [nil, nil, 0])
    #expect(
      found.map(\.subject.detail) == ["张*", "", "王*"] && found.map { $0.subject.person != nil } == [false, true, false])
  }

  @Test func `a town's returns of money alone state what was paid, and leave heads to its summary`() {
    let money = ("月报.csv", "甲市2021年补贴月报表\n单位：元\n镇,1月金额,2月金额\n东镇,1440,1440\n西镇,1440,1200\n")
    let alone = Books([money]).figures.towns.map(\.tally)
    #expect(alone.map(\.stated?.fen) == [288_000, 264_000] && alone.map(\.eligible) == [nil, nil])
    let beside = Books([money, summary("镇,村数,核发人数,金额", ["东镇,2,6,17280", "西镇,2,5,14400"])]).figures.towns.map(\.tally)
    #expect(beside.map(\.eligible) == [6, 5] && beside.map(\.stated?.fen) == [1_728_000, 1_440_000])
  }

  @Test func `a county's own row counts where nothing else does`() {
    let header = "县,村数,核发人数,金额"
    let beside = Books([summary(header, ["甲市,4,11,31680"]), list()])
    #expect(beside.figures.tally.eligible == 3 && beside.figures.countyCells == nil)
    // Whatever towns state, heads, money or villages, the county's are theirs.
    func tally(_ header: String, _ row: String) -> Tally {
      let towns = (name: "各镇汇总表.csv", csv: summary("镇," + header, ["东镇," + row]).csv)
      return Books([summary("县,村数,核发人数,金额", ["甲市,4,11,31680"]), towns]).figures.tally
    }
    #expect(tally("核发人数", "6").eligible == 6)
    #expect(tally("金额", "17280").stated == Money(fen: 1_728_000) && tally("金额", "17280").eligible == nil)
    #expect(tally("村数", "2").villagesReported == 2 && tally("村数", "2").eligible == nil)
    let alone = Books([summary(header, ["甲市,4,11,31680"])])
    #expect(alone.figures.tally.eligible == 11 && alone.figures.countyCells?.rows == 4...4)
  }

  @Test func `a roster's term that ends with the period is not left early`() {
    let listed = roster("镇,村,姓名,任职时间,离任时间", ["东镇,山底村,张甲,2021-07,2021-12"])
    let books = Books([paymentList(["东镇,山底村,张甲,7,1680"], header: "镇,村,姓名,月数,金额"), listed])
    #expect(books.found(.leftOfficePaid).isEmpty)
    #expect(books.found(.monthsOutOfRange).map(\.field) == [Field.months.rawValue])
  }

  @Test func `a county that sent nothing has its villages, none of them reported`() {
    let (figures, _) = reconcile(
      CountyRecords(county: 0), register: Books.register, policy: Books.policy(), allocated: nil, status: .missing,
      received: nil, asOf: nil)
    #expect(figures.tally.villagesRegistered == 4 && figures.tally.villagesReported == 0)
    #expect(figures.towns.map(\.tally.villagesRegistered) == [2, 2])
    #expect(figures.villages.map(\.tally.villagesRegistered) == [1, 1, 1, 1])
    let community = Register(
      [("100200", "山底村委会", VillageKind.village), ("100001", "西园社区居委会", .community)].map {
        .init(code: "990101" + $0.0, county: "甲市", town: "东镇", name: $0.1, kind: $0.2)
      })
    let (none, _) = reconcile(
      CountyRecords(county: 0), register: community, policy: Books.policy(), allocated: nil, status: .missing,
      received: nil, asOf: nil)
    #expect(none.villages.count == 1 && none.towns.map(\.tally.villagesRegistered) == [1])
  }

  @Test func `a row of a village or town that nobody knows is told once and held against nothing but itself`() {
    func told(_ files: [(name: String, csv: String)], row: Int = 4) -> [String] {
      Books(files).findings.filter {
        $0.spots.contains { $0.place.file == "jia/" + files[0].name && $0.place.cell.hasSuffix("\(row)") }
      }
      .map(\.code.rawValue)
    }
    let four = "镇,村,应有人数,兼任不发人数,核发人数,金额"
    #expect(told([summary(four, ["东镇,无名村,5,0,5,14400", "西镇,簕冲村,3,0,2,5760"])]) == ["DZ201"])
    #expect(told([summary("镇,村,核发人数,月数,金额", ["东镇,无名村,3,11,7920", "西镇,簕冲村,3,12,8640"])]) == ["DZ201"])
    #expect(told([list(), summary(four, ["东镇,无名村,3,1,2,5760"])].reversed()) == ["DZ201"])
    let members = paymentList(["东镇,无名村,张甲,否,12,2640", "东镇,无名村,李乙,是,12,2880", "东镇,山底村,王丙,否,12,2880"])
    #expect(told([members]) == ["DZ201", "DZ404"] && told([members], row: 5) == ["DZ201", "DZ606"])
    let unknown = Books([summary("镇,村,核发人数,金额", ["东镇,无名村,5,14400", "西镇,簕冲村,2,5760"])])
    #expect(unknown.figures.towns.map(\.tally.eligible) == [nil, 2] && unknown.figures.tally.eligible == 2)
    let towns = Books([summary("镇,村数,核发人数,金额", ["南镇,2,6,17280", "东镇,2,6,17280"])])
    #expect(towns.figures.tally.eligible == 6 && towns.found(.villageNotInRegister).count == 1)
    let alone = Books([summary("镇,村数,核发人数,金额", ["南镇,2,6,17280"])])
    #expect(alone.figures.tally.eligible == nil)
  }
}
