import Testing

@testable import Domain
@testable import Reconcile

/// A finding that accounts for another's gap is its cause, and one that does not is none.
@Suite struct CausesByFiguresTests {
  private static let header = "镇,村,应有人数,兼任不发人数,核发人数,金额"

  /// The codes of each finding's causes, by the cell of findings of some codes.
  private func causes(_ books: Books, _ codes: Code..., in file: String = "") -> [String: [String]] {
    let found = books.findings.filter { finding in
      codes.contains(finding.code) && finding.spots[0].place.file.contains(file)
    }
    return Dictionary(
      found.map { ($0.spots[0].place.cell, $0.causes.map { books.findings[$0].code.rawValue }.sorted()) },
      uniquingKeysWith: { $0 + $1 })
  }

  @Test(arguments: [
    // All its seats; two of them, where the total says that one is excluded; as the roster has it.
    ("12,0,12,34560", "", ["C7", "E7", "F7"]), ("12,1,11,31680", "", ["C7", "D7", "E7", "F7"]),
    ("12,0,11,31680", "西镇,横坑,王一,否\n西镇,横坑,王二,否\n", ["C7", "E7", "F7"]),
  ]) func `a total that still has the missing village follows from its absence`(
    total: String, members: String, cells: [String]
  ) {
    var files = [
      summary(Self.header, ["东镇,山底,3,0,3,8640", "东镇,水口,3,0,3,8640", "西镇,簕冲,3,0,3,8640", "合计,,\(total)"])
    ]
    if !members.isEmpty {
      let others = ["东镇,山底", "东镇,水口", "西镇,簕冲"].flatMap { place in (1...3).map { "\(place),\(place.suffix(1))某\($0),否" }
      }
      files.append(roster("镇,村,姓名,是否兼任", others + [members.trimmed]))
    }
    let books = Books(files)
    #expect(books.found(.villageCountMismatch).count == 1)
    let found = causes(books, .subtotalMismatch)
    #expect(found == Dictionary(uniqueKeysWithValues: cells.map { ($0, ["DZ301"]) }))
  }

  @Test(arguments: [
    // One head more than the rows have and its money; money alone; heads alone; a village's heads taken off.
    ("9,0,10,28800", ["E7", "F7"]), ("9,0,9,28800", ["F7"]), ("12,0,12,25920", ["C7", "E7"]),
    ("6,0,6,17280", ["C7", "E7", "F7"]), ("12,0,12,34800", ["C7", "E7", "F7"]),
  ]) func `a total that is wrong by something else than the missing village is wrong for itself`(
    total: String, cells: [String]
  ) {
    let books = Books([
      summary(Self.header, ["东镇,山底,3,0,3,8640", "东镇,水口,3,0,3,8640", "西镇,簕冲,3,0,3,8640", "合计,,\(total)"])
    ])
    #expect(causes(books, .subtotalMismatch) == Dictionary(uniqueKeysWithValues: cells.map { ($0, []) }))
  }

  @Test(arguments: [("144,34560", true), ("120,28800", false), ("132,31680", false)])
  func `a list's total has the missing village with all its seats, or is wrong for itself`(
    _ total: String, follows: Bool
  ) {
    let rows = ["东镇,山底", "东镇,水口", "西镇,簕冲"].flatMap { place in
      ["赵", "钱", "孙"].map { "\(place),\($0)\(place.suffix(1)),否,12,2880" }
    }
    let found = causes(Books([paymentList(rows + ["合计,,,,\(total)"])]), .subtotalMismatch)
    #expect(found == ["E13": follows ? ["DZ301"] : [], "F13": follows ? ["DZ301"] : []])
  }

  @Test func `only the total over the town that lacks the village follows from it`() {
    let books = Books([
      summary(
        Self.header,
        [
          "东镇,山底,3,0,3,8640", "东镇,水口,3,0,3,8640", "东镇小计,,9,0,9,25920", "西镇,簕冲,3,0,3,8640", "西镇小计,,6,0,6,17280",
        ])
    ])
    let found = causes(books, .subtotalMismatch)
    #expect(found["C6"] == [] && found["E6"] == [] && found["F6"] == [])
    #expect(found["C8"] == ["DZ301"] && found["E8"] == ["DZ301"] && found["F8"] == ["DZ301"])
  }

  @Test func `a total that lacks the copied row follows from the copy`() {
    func found(_ total: String, copy: String = "3,1,2,5760") -> [String: [String]] {
      causes(
        Books([
          summary(
            Self.header,
            [
              "东镇,山底,3,0,3,8640", "东镇,水口,3,1,2,5760", "东镇,水口,\(copy)", "西镇,簕冲,3,0,3,8640", "西镇,横坑,3,0,3,8640",
              "合计,,\(total)",
            ])
        ]), .subtotalMismatch)
    }
    #expect(found("12,1,11,31680") == ["C9": ["DZ207"], "D9": ["DZ207"], "E9": ["DZ207"], "F9": ["DZ207"]])
    // The total may have either of two rows that differ.
    #expect(found("12,0,12,34560", copy: "3,0,3,8640").values.allSatisfy { $0 == ["DZ207"] })
    // Less by another village's figures, or by the money of one head only.
    #expect(found("12,2,10,28800").values.allSatisfy { $0.isEmpty })
    #expect(found("15,2,13,34560") == ["F9": []])
  }

  @Test func `a total that lacks a member's copied row follows from the copy`() {
    func found(_ total: String, second: String = "山底,李乙") -> [String: [String]] {
      let header = "镇,村,姓名,身份证号码,是否兼任,月数,金额"
      let rows = [
        "东镇,山底,张甲,\(idNumber(1)),否,12,2880", "东镇,山底,李乙,\(idNumber(3)),否,12,2880",
        "东镇,\(second),\(idNumber(3)),否,12,2880", "东镇,水口,王丙,\(idNumber(5)),否,12,2880", "合计,,,,,\(total)",
      ]
      return causes(Books([paymentList(rows, header: header)]), .subtotalMismatch)
    }
    #expect(found("36,8640") == ["F8": ["DZ602"], "G8": ["DZ602"]])
    #expect(found("24,5760") == ["F8": [], "G8": []])
    #expect(found("48,8640") == ["G8": []])
    // Two persons with one number belong into the sum, both.
    #expect(found("36,8640", second: "山底,赵丁") == ["F8": [], "G8": []])
    #expect(found("36,8640", second: "水口,赵丁") == ["F8": [], "G8": []])
    #expect(found("36,8640", second: "水口,李乙") == ["F8": [], "G8": []])
  }

  @Test func `a remark about figures that tie is no reason why their total does not`() {
    let rows = ["东镇,山底,3,0,3,8640", "东镇,水口,3,0,3,8640", "西镇,簕冲,3,0,3,8640", "西镇,横坑,3,0,3,8640"]
    let books = Books([summary(Self.header, rows + ["合计,,12,0,13,34560"])])
    #expect(books.found(.formulaEqualsCount).count == 1)
    #expect(causes(books, .subtotalMismatch) == ["E8": []])
  }

  @Test func `a total that has the months that a member is paid short of follows from them`() {
    func found(_ total: String) -> [String: [String]] {
      let short = ["东镇,山底,张甲,否,12,2880", "东镇,山底,李乙,否,12,2880", "东镇,山底,王丙,否,6,1440"]
      return causes(Books([paymentList(short + ["合计,,,,\(total)"])]), .subtotalMismatch)
    }
    #expect(found("36,7200") == ["E7": ["DZ403"]])
    #expect(found("35,7200") == ["E7": []])
  }

  private static func list(_ members: Int, amount: String = "2880") -> (name: String, csv: String) {
    let names = ["赵", "钱", "孙", "李", "周", "吴"]
    let places = ["东镇,山底", "东镇,水口", "西镇,簕冲", "西镇,横坑"]
    return paymentList(
      places.enumerated().flatMap { place, text in
        (0..<(place == 3 ? members : 3)).map {
          "\(text),\(names[$0])\(["一", "二", "三", "四"][place]),否,12,\(place == 3 && $0 == 2 ? amount : "2880")"
        }
      })
  }
  private static let others = ["东镇,山底,3,0,3,8640", "东镇,水口,3,0,3,8640", "西镇,簕冲,3,0,3,8640"]

  @Test func `a summary that repeats the list's fourth member, or does not, follows from the list`() {
    func found(_ row: String) -> [String: [String]] {
      causes(
        Books([Self.list(4), summary(Self.header, Self.others + ["西镇,横坑,\(row)"])]), .headcountMismatch, .overQuota,
        in: "汇总表")
    }
    #expect(found("3,0,4,11520") == ["E7": ["DZ303", "DZ303"]])
    #expect(found("3,0,3,8640") == ["E7": ["DZ303"]])
    // A fifth is the summary's own.
    #expect(found("3,0,5,14400")["E7"] == [])
    #expect(found("3,0,2,5760")["E7"] == [])
    // So is a fourth in another village.
    let books = Books([
      Self.list(4), summary(Self.header, ["东镇,山底,3,0,4,11520"] + Self.others.dropFirst() + ["西镇,横坑,3,0,3,8640"]),
    ])
    #expect(causes(books, .headcountMismatch, .overQuota, in: "汇总表")["E4"] == [])
  }

  @Test func `an amount that is no whole months' because the list's is not follows from the list`() {
    func found(_ amount: String) -> [String]? {
      causes(
        Books([Self.list(3, amount: "2870"), summary(Self.header, Self.others + ["西镇,横坑,3,0,3,\(amount)"])]),
        .notMultipleOfRate, in: "汇总表")["F7"]
    }
    #expect(found("8630") == ["DZ404"])
    #expect(found("8620") == [])
  }

  @Test func `a summary that has the list's empty seat follows from it`() {
    func found(_ row: String) -> [String]? {
      causes(
        Books([Self.list(2), summary(Self.header, Self.others + ["西镇,横坑,\(row)"])]), .headcountMismatch, in: "汇总表")[
          "E7"]
    }
    #expect(found("3,0,2,5760") == ["DZ306"])
    // Another seat than that is the summary's own.
    #expect(found("3,0,1,2880") == [] && found("3,1,1,2880") == [])
  }

  @Test func `a total that still has the member whose seat is empty follows from the seat`() {
    func found(_ total: String, second: Int = 3) -> [String: [String]] {
      let rows = [("东镇,山底", 3), ("东镇,水口", second), ("西镇,簕冲", 3), ("西镇,横坑", 2)].flatMap { place, members in
        (0..<members).map { "\(place),\(["赵", "钱", "孙"][$0])\(place.suffix(1)),否,12,2880" }
      }
      return causes(Books([paymentList(rows + ["合计,,,,\(total)"])]), .subtotalMismatch)
    }
    #expect(found("144,34560") == ["E15": ["DZ306"], "F15": ["DZ306"]])
    // Money alone, or one of two empty seats, which nobody knows.
    #expect(found("132,34560") == ["F15": []])
    #expect(found("132,31680", second: 2) == ["E14": [], "F14": []])
  }

  @Test func `a total of a month's money follows from the heads that are wrong there`() {
    func found(_ total: Int) -> [String: [String]] {
      let names = (1...12).map { "\($0)月人数,\($0)月金额" }.joined(separator: ",")
      func row(_ place: String, _ heads: [Int]) -> String {
        place + "," + heads.map { "\($0),\($0 * 240)" }.joined(separator: ",")
      }
      let steady = Array(repeating: 3, count: 12)
      var sums = (1...12).map { _ in "12,2880" }
      sums[3] = "12,\(total)"
      let rows = [
        row("东镇,山底", steady), row("东镇,水口", [3, 3, 3, 2] + steady.dropFirst(4)), row("西镇,簕冲", steady),
        row("西镇,横坑", steady), "合计,," + sums.joined(separator: ","),
      ]
      let csv = "甲市2021年补贴月报表\n单位：元\n镇,村,\(names)\n" + rows.joined(separator: "\n") + "\n"
      return causes(Books([Self.list(3), ("月报.csv", csv)]), .subtotalMismatch)
    }
    #expect(found(2880) == ["I8": ["DZ302"], "J8": ["DZ302"]])
    #expect(found(2900) == ["I8": ["DZ302"], "J8": []])
  }

  @Test func `a town's row that has the village which the list lacks follows from its absence`() {
    func found(_ rows: [String], header: String = "应有人数,兼任不发人数,核发人数,金额") -> [String: [String]] {
      causes(Books([Self.list(0), summary("镇,\(header)", rows)]), .headcountMismatch, in: "汇总表")
    }
    #expect(found(["东镇,6,0,6,17280", "西镇,6,0,6,17280"]) == ["B5": ["DZ301"], "D5": ["DZ301"]])
    #expect(found(["东镇,6,0,6,17280", "西镇,6,1,5,14400"]).values.allSatisfy { $0 == ["DZ301"] })
    // A head more than that is the row's own, and so is what the other town has.
    #expect(found(["东镇,6,0,6,17280", "西镇,6,0,7,20160"]).values.allSatisfy { !$0.contains("DZ301") })
    #expect(found(["东镇,7,0,7,20160", "西镇,6,0,6,17280"])["D4"]?.contains("DZ301") != true)
    // A row that has no such village either, or a head more where it does not say who is excluded, is wrong for itself.
    let villages = "村数,核发人数,金额"
    #expect(found(["东镇,2,6,17280", "西镇,2,6,17280"], header: villages) == ["C5": ["DZ301"]])
    #expect(found(["东镇,2,6,17280", "西镇,1,6,17280"], header: villages) == ["C5": []])
    #expect(found(["东镇,6,17280", "西镇,4,11520"], header: "核发人数,金额") == ["B5": []])
  }
}

/// A town several of whose villages are missing.
@Suite struct CausesOfMissingVillagesTests {
  /// A list of 东镇 and of one village of 西镇, which has four.
  private func found(_ row: String, header: String = "村数,应有人数,兼任不发人数,核发人数,金额") -> [[Code]] {
    let register = Register(
      [
        ("100200", "东镇", "山底"), ("101200", "西镇", "簕冲"), ("101201", "西镇", "横坑"), ("101202", "西镇", "白石"),
        ("101203", "西镇", "南村"),
      ]
      .map { Register.Entry(code: "990101" + $0.0, county: "甲市", town: $0.1, name: $0.2 + "村委会", kind: .village) })
    let rows = ["东镇,山底", "西镇,簕冲"].flatMap { place in
      ["赵甲", "钱乙", "孙丙"].map { "\(place),\($0),否,12,2880" }
    }
    let books = Books(
      [paymentList(rows), summary("镇,\(header)", ["东镇,1,3,0,3,8640", "西镇,\(row)"])], register: register)
    #expect(books.found(.villageCountMismatch).count >= 3)
    return books.findings.filter { finding in
      [.headcountMismatch, .dueVsPaid].contains(finding.code) && finding.spots[0].place.file.contains("汇总表")
    }.map { $0.causes.map { books.findings[$0].code } }
  }

  @Test(arguments: ["4,12,0,12,34560", "4,12,1,11,31680", "4,12,4,8,23040"])
  func `what all of them together bring explains the town's figures`(_ row: String) {
    let causes = found(row)
    let ofVillages: [Code] = [.villageCountMismatch, .villageCountMismatch, .villageCountMismatch]
    #expect(!causes.isEmpty && causes.allSatisfy { $0 == ofVillages || Set($0) == [.headcountMismatch] }, "\(causes)")
    #expect(causes.contains(ofVillages))
  }

  @Test(arguments: ["4,12,0,13,37440", "4,12,7,5,14400", "3,9,0,9,25920"])
  func `what they cannot bring is the town's own`(_ row: String) {
    #expect(found(row).allSatisfy { !$0.contains(.villageCountMismatch) }, "\(found(row))")
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == "\n" }.reversed().drop { $0 == "\n" }.reversed()) }
}
