import Testing

@testable import Domain
@testable import Reconcile

/// What cannot be read, has no place or is wrong itself among the figures of another finding is its cause; what is not among them is none.
@Suite struct CausesByCellsTests {
  private static let header = "镇,村,应有人数,兼任不发人数,核发人数,补贴标准,月数,金额"

  private func causes(_ books: Books, _ codes: Code..., in file: String = "") -> [String: [String]] {
    let found = books.findings.filter { finding in
      codes.contains(finding.code) && finding.spots[0].place.file.contains(file)
    }
    return Dictionary(
      found.map { ($0.spots[0].place.cell, Set($0.causes.map { books.findings[$0].code.rawValue }).sorted()) },
      uniquingKeysWith: { $0 + $1 })
  }

  private static let members = ["东镇,山底", "东镇,水口", "西镇,簕冲", "西镇,横坑"].flatMap { place in
    ["赵", "钱", "孙"].map { "\(place),\($0)\(place.suffix(1)),否,12,2880" }
  }
  private static func rows(_ amounts: String...) -> [String] {
    zip(["东镇,山底", "东镇,水口", "西镇,簕冲", "西镇,横坑"], amounts).map { "\($0),3,0,3,240,12,\($1)" }
  }

  @Test(arguments: [("约8640", "25920", true), ("约8640", "30000", false)])
  func
    `a total of what can be read follows from what cannot`(_ cell: String, _ total: String, follows: Bool)
  {
    let books = Books([
      paymentList(Self.members),
      summary(Self.header, Self.rows(cell, "8640", "8640", "8640") + ["合计,,12,0,12,,,\(total)"]),
    ])
    let found = causes(books, .dueVsPaid, in: "汇总表")
    #expect(found == ["H8": follows ? ["DZ205"] : []])
    // Another row that is too low as well is not what cannot be read.
    let two = Books([
      paymentList(Self.members),
      summary(Self.header, Self.rows(cell, "8640", "7640", "8640") + ["合计,,12,0,12,,,24920"]),
    ])
    #expect((causes(two, .dueVsPaid, in: "汇总表")["H8"] ?? []).isEmpty)
  }

  @Test(arguments: [(11, true), (10, false)]) func `a summary has the months in it whose list was not sent`(
    _ lists: Int, follows: Bool
  ) {
    let files = (1...lists).map { month -> (name: String, csv: String) in
      let rows = Self.members.map { $0.replacing(",12,2880", with: ",1,240") }
      return (
        "\(month)月.csv",
        "甲市2021年\(month)月补贴发放表\n单位：元\n镇,村,姓名,是否兼任,月数,金额\n" + rows.joined(separator: "\n") + "\n"
      )
    }
    let year = summary(
      "镇,村数,核发人数,金额", ["东镇,2,6,17280", "西镇,2,6,\(follows ? 17280 : 17040)"])
    let found = causes(Books(files + [year]), .dueVsPaid)
    #expect(found["D4"] == ["DZ206"] && found["D5"] == (follows ? ["DZ206"] : []))
  }

  @Test func `months of a summary that its members do not have are wrong where they stand`() {
    func books(_ row: String, _ members: [String] = Self.members) -> Books {
      Books([
        paymentList(members),
        summary(Self.header, ["东镇,山底,3,0,3,240,\(row)"] + Self.rows("", "8640", "8640", "8640")[1...]),
      ])
    }
    let wrong = books("11,7920")
    #expect(wrong.cells(.monthsOutOfRange) == ["G4"])
    #expect(causes(wrong, .dueVsPaid) == ["H4": ["DZ403"]])
    // A first batch of six months has no row that is wrong.
    let batch = Books([
      paymentList(Self.members), summary("镇,村,核发人数,标准,月数,金额", ["东镇,山底,3,240,6,4320", "东镇,水口,3,240,6,4320"]),
    ])
    #expect(batch.found(.monthsOutOfRange).isEmpty)
    // Members of eleven months are told in their list.
    let short = books("11,7920", Self.members.map { $0.contains("山底") ? $0.replacing("12,2880", with: "11,2640") : $0 })
    #expect(short.found(.monthsOutOfRange).allSatisfy { $0.spots[0].place.file.contains("发放表") })
  }

  @Test func `months that were typed short are why the full amount is not due`() {
    func found(_ own: String) -> [String: [String]] {
      causes(Books([paymentList([Self.members[0].replacing("12,2880", with: own)] + Self.members[1...])]), .dueVsPaid)
    }
    #expect(found("11,2880") == ["F4": ["DZ403"]])
    #expect(found("11,3120") == ["F4": []])
  }

  @Test func `exclusions are too many for villages that are miscounted`() {
    let header = "镇,村数,应有人数,兼任不发人数,核发人数,金额"
    let members = Self.members.map {
      $0.hasPrefix("东镇") && $0.contains("赵") ? $0.replacing("否,12,2880", with: "是,,") : $0
    }
    func found(_ town: String) -> [String: [String]] {
      causes(
        Books([paymentList(members), summary(header, ["东镇,\(town)", "西镇,2,6,0,6,17280"])]), .exclusionExceedsVillages)
    }
    #expect(found("1,6,2,4,11520") == ["D4": ["DZ301"]])
    #expect(found("1,6,3,4,11520") == ["D4": []])
  }

  @Test func `who stands twice is excluded twice`() {
    func books(_ second: String) -> Books {
      let rows = ["张甲,\(idNumber(1)),是", "李乙,\(idNumber(3)),否", "王丙,\(idNumber(5)),否"] + [second]
      return Books([
        roster("镇,村,姓名,身份证号码,是否兼任", rows.map { "东镇,山底,\($0)" }),
        summary("镇,村,应有人数,兼任不发人数,核发人数", ["东镇,山底,3,1,2"]),
      ])
    }
    let twice = books("张甲,\(idNumber(1)),是")
    #expect(causes(twice, .exclusionExceedsVillages).values.allSatisfy { $0 == ["DZ602"] })
    #expect(causes(twice, .headcountMismatch) == ["D4": ["DZ304"]])
    let marked = books("赵丁,\(idNumber(7)),是")
    #expect(causes(marked, .exclusionExceedsVillages).values.allSatisfy { $0 == [] })
    #expect(causes(marked, .headcountMismatch) == ["D4": ["DZ304"]])
  }

  @Test func `a fourth head is there for the months that a leaver is paid too many`() {
    func found(_ leaver: String, _ successor: String) -> [String: [String]] {
      let rows = ["张甲,12,2880,,", "李乙,12,2880,,", "王丙,\(leaver),2017-06,2021-06", "赵丁,\(successor),2021-07,"]
      return causes(
        Books([paymentList(rows.map { "东镇,山底,\($0)" }, header: "镇,村,姓名,月数,金额,任职时间,离任时间")]), .overQuota)
    }
    #expect(found("12,2880", "6,1440").values.allSatisfy { $0 == ["DZ607"] })
    #expect(found("6,1440", "7,1680").values.allSatisfy { $0 == ["DZ403"] })
    // Of 24 months no more than a year's are counted: a fourth row of twelve is there for itself.
    let many = ["张甲,24,5760,,", "李乙,12,2880,,", "王丙,12,2880,,", "赵丁,12,2880,,"].map { "东镇,山底,\($0)" }
    let four = Books([paymentList(many, header: "镇,村,姓名,月数,金额,任职时间,离任时间")])
    #expect(causes(four, .overQuota).values.allSatisfy { $0 == [] })
    // Two more members than seats are not there for one leaver's months.
    let rows = ["张甲,12,2880,,", "李乙,12,2880,,", "钱戊,12,2880,,", "王丙,7,1680,2017-06,2021-06"].map { "东镇,山底,\($0)" }
    let books = Books([paymentList(rows, header: "镇,村,姓名,月数,金额,任职时间,离任时间")])
    #expect(causes(books, .overQuota).values.allSatisfy { $0 == [] })
  }

  @Test func `a seat is not empty whose row stands under a strange name among the village's others`() {
    func found(_ third: String) -> [String: [String]] {
      var rows = Self.members
      rows[2] = third
      return causes(Books([roster("镇,村,姓名,是否兼任", rows.map { String($0.dropLast(8)) })]), .vacancy)
    }
    #expect(found("东镇,溪尾塘,孙底,否,12,2880").values.allSatisfy { $0 == ["DZ201"] })
    // Three of them are another village, and one is no member of two.
    let list = Self.members.map { String($0.dropLast(8)) }
    let strange = (1...3).map { "东镇,溪尾塘,陈\($0),否" }
    let three = Books([roster("镇,村,姓名,是否兼任", Array(list.prefix(2)) + strange + Array(list.suffix(9)))])
    #expect(causes(three, .vacancy).values.allSatisfy { $0 == [] })
    let between = Books([roster("镇,村,姓名,是否兼任", Array(list.prefix(2)) + [strange[0]] + Array(list.suffix(8)))])
    #expect(causes(between, .vacancy).values.allSatisfy { $0 == [] })
    // One term that ends before it begins empties one of two seats.
    let ended = ["张甲,12,2880,2021-06,2021-03", "李乙,12,2880,,"].map { "东镇,山底,\($0)" }
    let two = Books([paymentList(ended, header: "镇,村,姓名,月数,金额,任职时间,离任时间")])
    #expect(causes(two, .vacancy).values.allSatisfy { $0 == [] })
    // Elsewhere it is another village's.
    var rows = Self.members.map { String($0.dropLast(8)) }
    rows.remove(at: 2)
    let books = Books([roster("镇,村,姓名,是否兼任", rows + ["东镇,溪尾塘,孙底,否"])])
    #expect(causes(books, .vacancy).values.allSatisfy { $0 == [] })
  }

  @Test func `what a year's sum says too much is missing in the sums below`() {
    let months = (1...12).map { "\($0)月人数,\($0)月金额" }.joined(separator: ",")
    func found(_ year: Int, total: Int) -> [String: [String]] {
      func row(_ place: String, _ heads: Int, _ sum: Int) -> String {
        "\(place)," + Array(repeating: "\(heads),\(heads * 240)", count: 12).joined(separator: ",") + ",\(sum)"
      }
      return causes(
        Books([
          (
            "月报.csv",
            "甲市2021年补贴月报表\n单位：元\n镇,村,\(months),全年合计\n"
              + [row("东镇,山底", 3, year), row("东镇,水口", 3, 8640), row("合计,", 6, total)].joined(separator: "\n") + "\n"
          )
        ]), .subtotalMismatch)
    }
    #expect(found(8880, total: 17280)["AA6"] == ["DZ408"])
    #expect(found(8880, total: 17000)["AA6"] == [])
  }
}
