import Support

@testable import Domain
@testable import Normalize

/// A county of a small register whose uploads are written in the test.
struct Trial {
  static let policy = Policy(
    id: "trial", from: YearMonth(year: 2021, month: 1), until: YearMonth(year: 2021, month: 12),
    rules: [
      .init(
        from: YearMonth(year: 2021, month: 1), until: YearMonth(year: 2021, month: 12), rate: Money(fen: 24000),
        quota: 3)
    ])

  static let register: Register = {
    func entry(_ code: String, _ town: String, _ name: String, _ kind: VillageKind = .village) -> Register.Entry {
      .init(code: code, county: "甲市", town: town, name: name, kind: kind)
    }
    return Register([
      entry("990101100001", "东镇", "大槐墟社区居委会", .community), entry("990101100200", "东镇", "山底村委会"),
      entry("990101100201", "东镇", "水口村委会"), entry("990101101200", "西街道", "山底村委会"),
      entry("990101101201", "西街道", "簕冲村委会"),
    ])
  }()

  let records: CountyRecords

  /// Reads files of bytes.
  init(_ files: [(name: String, bytes: [UInt8])], aliases: [Alias] = []) {
    let uploads = files.enumerated().map { index, file in
      Upload(file: "jia/" + file.name, bytes: file.bytes, sha256: String(file.bytes.hashValue), received: 1000 + index)
    }
    records = normalize(
      uploads, county: 0, context: Context(register: Self.register, aliases: aliases, policy: Self.policy))
  }

  /// Reads one CSV file.
  init(_ csv: String, name: String = "发放表.csv", aliases: [Alias] = []) {
    self.init([(name, Array(csv.utf8))], aliases: aliases)
  }

  var codes: [String] { records.discrepancies.map(\.code.rawValue) }
  var errors: [String] { records.discrepancies.filter { $0.severity >= .error }.map(\.code.rawValue) }
  var rules: Set<String> { Set(records.normalizations.map(\.rule)) }
  var amounts: [Int64?] { records.members.map { $0.amount.value.map { $0 / 100 } } }
  func cell(_ code: String) -> String? {
    records.discrepancies.first { $0.code.rawValue == code }?.spots.first?.place.cell
  }
  /// The code of the village of a member, or nil.
  func village(_ index: Int) -> String? {
    let position = Int(records.members[index].village)
    return position >= 0 ? Self.register.villages[position].code : nil
  }
}

/// A payment list of three people with a changed header or changed rows.
func payments(
  title: String = "甲市2021年补贴发放表\n单位：元\n", header: String = "镇,村,姓名,是否兼任,月数,金额", rows: [String]? = nil,
  foot: String = ""
) -> String {
  let rows = rows ?? ["东镇,山底村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880", "东镇,水口村,王丙,否,12,2880"]
  return title + header + "\n" + rows.joined(separator: "\n") + "\n" + foot
}

/// A sheet's XML from rows of texts and numbers; merges are A1 ranges.
func sheetXML(_ rows: [[String]], merges: [String] = [], hidden: Set<Int> = [], style: [String: Int] = [:]) -> String {
  var xml = "<sheetData>"
  for (r, row) in rows.enumerated() {
    xml += #"<row r="\#(r + 1)"\#(hidden.contains(r + 1) ? #" hidden="1""# : "")>"#
    for (c, value) in row.enumerated() where !value.isEmpty {
      let cell = Place.cell(row: r + 1, column: c + 1)
      let styled = style[cell].map { #" s="\#($0)""# } ?? ""
      xml +=
        value.hasPrefix("=")
        ? #"<c r="\#(cell)"\#(styled)><f>\#(value.dropFirst())</f></c>"#
        : Double(value) != nil && value.count < 12
          ? #"<c r="\#(cell)"\#(styled)><v>\#(value)</v></c>"#
          : #"<c r="\#(cell)"\#(styled) t="inlineStr"><is><t xml:space="preserve">\#(value)</t></is></c>"#
    }
    xml += "</row>"
  }
  xml += "</sheetData>"
  if !merges.isEmpty {
    xml += "<mergeCells>" + merges.map { #"<mergeCell ref="\#($0)"/>"# }.joined() + "</mergeCells>"
  }
  return xml
}

/// The rows of the usual payment list, for a workbook.
let listRows: [[String]] = [
  ["甲市2021年补贴发放表"], ["单位：元"], ["镇", "村", "姓名", "是否兼任", "月数", "金额"],
  ["东镇", "山底村", "张甲", "否", "12", "2880"], ["东镇", "山底村", "李乙", "否", "12", "2880"],
  ["东镇", "水口村", "王丙", "否", "12", "2880"],
]

/// A workbook of sheets by name and XML.
func book(_ sheets: [(String, String)], attributes: [Int: String] = [:], properties: String = "") -> [UInt8] {
  var text = WorkbookText(sheets: sheets)
  text.sheetAttributes = attributes
  text.properties = properties
  return text.bytes
}
