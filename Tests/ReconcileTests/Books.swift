import Normalize
import Support

@testable import Domain
@testable import Reconcile

/// A county of two towns and four villages whose uploads are written in the test, and what reconciling them finds.
struct Books {
  static let january = YearMonth(year: 2021, month: 1)
  static let december = YearMonth(year: 2021, month: 12)

  /// 240 yuan a month, three seats a village, unless the test says otherwise.
  static func policy(_ rules: [Policy.Rules] = [rule()], turnover: ClosedRange<YearMonth>? = nil) -> Policy {
    Policy(id: "trial", from: january, until: december, rules: rules, turnover: turnover)
  }

  static func rule(
    _ from: Int = 1, _ until: Int = 12, yuan: Int64 = 240, quota: Int = 3, exclusion: Policy.Exclusion = .marked
  ) -> Policy.Rules {
    .init(
      from: YearMonth(year: 2021, month: from), until: YearMonth(year: 2021, month: until),
      rate: Money(fen: yuan * 100), quota: quota, exclusion: exclusion)
  }

  /// 东镇 and 西镇 with two villages each.
  static let register = Register(
    [("100200", "东镇", "山底"), ("100201", "东镇", "水口"), ("101200", "西镇", "簕冲"), ("101201", "西镇", "横坑")].map {
      Register.Entry(code: "990101" + $0.0, county: "甲市", town: $0.1, name: $0.2 + "村委会", kind: .village)
    })

  let records: CountyRecords
  let figures: CountyFigures
  let findings: [Discrepancy]

  /// Reads CSV files by name, and workbooks, and reconciles them.
  init(
    _ files: [(name: String, csv: String)], workbooks: [(name: String, bytes: [UInt8])] = [],
    register: Register = register, policy: Policy = policy(),
    allocated: Budget.Entry? = nil,
    asOf: CalendarDate? = nil, lists: [EvidenceList] = [], thresholds: Thresholds = Thresholds()
  ) {
    let all = files.map { (name: $0.name, bytes: Array($0.csv.utf8)) } + workbooks
    let uploads = all.enumerated().map { index, file in
      Upload(file: "jia/" + file.name, bytes: file.bytes, sha256: file.name, received: 1000 + index)
    }
    records = normalize(
      uploads, county: 0, context: Context(register: register, aliases: [], policy: policy))
    (figures, findings) = reconcile(
      records, register: register, policy: policy, allocated: allocated, status: .current, received: nil,
      asOf: asOf, thresholds: thresholds, lists: lists)
  }

  /// What is found under a code, in order.
  func found(_ code: Code) -> [Discrepancy] { findings.filter { $0.code == code } }

  /// The first cell of everything that is found under a code.
  func cells(_ code: Code) -> [String] { found(code).compactMap(\.spots.first?.place.cell) }

  /// The sums of a village.
  func tally(_ village: Int) -> Tally? { figures.villages.first { $0.village == village }?.tally }
}

/// A payment list: town, village, name, mark, months, amount.
func paymentList(_ rows: [String], header: String = "镇,村,姓名,是否兼任,月数,金额") -> (name: String, csv: String) {
  ("发放表.csv", "甲市2021年补贴发放表\n单位：元\n\(header)\n" + rows.joined(separator: "\n") + "\n")
}

/// A summary: town, village and what its header says.
func summary(_ header: String, _ rows: [String]) -> (name: String, csv: String) {
  ("汇总表.csv", "甲市2021年补贴汇总表\n单位：元\n\(header)\n" + rows.joined(separator: "\n") + "\n")
}

/// A roster: town, village, name and what its header says.
func roster(_ header: String, _ rows: [String]) -> (name: String, csv: String) {
  ("花名册.csv", "甲市2021年村务监督委员会成员花名册\n\(header)\n" + rows.joined(separator: "\n") + "\n")
}

/// An ID number with its right check character, made from parts, so that no whole one stands in a source file.
func idNumber(_ sequence: Int, area: Int = 440_781, born: Int = 19_800_101) -> String {
  let digits = "\(area)\(born)" + String(sequence + 1000).dropFirst()
  let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  let sum = zip(digits, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
  return digits + Array("10X98765432").map(String.init)[sum % 11]
}

/// An account with its right check digit.
func accountNumber(_ serial: Int, digits: Int = 19) -> String {
  let body = "6228" + String(repeating: "0", count: digits - 8) + String(serial + 1000).dropFirst()
  var sum = 0
  for (offset, character) in body.reversed().enumerated() {
    let digit = character.wholeNumberValue ?? 0
    sum += offset % 2 == 0 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit
  }
  return body + "\((10 - sum % 10) % 10)"
}
