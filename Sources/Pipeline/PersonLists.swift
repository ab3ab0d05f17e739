import Domain
import Foundation

/// Reads the lists of persons who left office, died or are on another payroll: id_number, name, date, note.
///
/// A number that is no ID number can be compared with nobody: it is told, masked, and the rest of the list counts.
func readLists(_ files: [EvidenceListKind: String], period: String) throws -> (
  lists: [EvidenceList], discrepancies: [Discrepancy]
) {
  var lists: [EvidenceList] = []
  var found: [Discrepancy] = []
  for kind in EvidenceListKind.allCases {
    guard let path = files[kind] else { continue }
    let table = try ReferenceTable(path: path, columns: ["id_number", "name", "date", "note"])
    let name = URL(fileURLWithPath: path).lastPathComponent
    var persons: [IDNumber: EvidenceList.Entry] = [:]
    for row in table.rows {
      let place = Place(file: name, cell: Place.cell(row: row.line, column: table.column("id_number")))
      let text = row["id_number"].filter { !$0.isWhitespace && $0 != "'" }
      guard let id = IDNumber(text) else {
        found.append(
          Discrepancy(
            .valueNotParsed, severity: .warning, subject: Subject(detail: "\(kind.rawValue)#\(row.line)"),
            period: period,
            field: Field.idNumber.rawValue, spots: [.init(place, raw: Mask.numbers(in: text))], level: .fund,
            zh: "名单中的身份证号码不是 18 位，该人无法核对",
            en: "the list's ID number has not 18 characters: nobody can be compared with it"))
        continue
      }
      let written = row["date"]
      let date = CalendarDate(written: written)
      guard date != nil || written.isEmpty else {
        throw SetupError(
          path, line: row.line, zh: "“date”应为日期，如 2021-06-30", en: "\"date\" wants a date such as 2021-06-30")
      }
      if let known = persons[id]?.date, let date, known <= date { continue }
      persons[id] = EvidenceList.Entry(date: date, place: place)
    }
    lists.append(EvidenceList(kind: kind, persons: persons))
  }
  return (lists, found)
}

extension CalendarDate {
  /// A date as people write it: 2021-06-30, 2021/6/30, 2021年6月30日; a month alone ends with its last day.
  init?(written text: String) {
    let numbers = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
    guard (2...3).contains(numbers.count), (1900...2999).contains(numbers[0]), (1...12).contains(numbers[1]) else {
      return nil
    }
    self.init(
      year: numbers[0], month: numbers[1],
      day: numbers.count == 3 ? numbers[2] : CalendarDate.days(year: numbers[0], month: numbers[1]))
  }
}

/// The file of payments, and the words by which a line's purposes are told.
public struct VoucherFile: Sendable {
  /// The file.
  public var file: String
  /// Words by line.
  public var purposes: [String: [String]]

  init?(_ yaml: StrictYAML, relative: (String) -> String) throws {
    guard let item = try yaml.mapping("vouchers", keys: ["file", "purposes"]) else { return nil }
    file = relative(try item.required("file"))
    purposes = [:]
    if let lines = try item.mapping("purposes", keys: []) {
      for line in lines.keys { purposes[line] = try lines.strings(line) ?? [] }
    }
  }
}

/// Reads payments: reference, line, payee, purpose, amount, unit, date.
func readVouchers(path: String) throws -> [Voucher] {
  let table = try ReferenceTable(
    path: path, columns: ["reference", "line", "payee", "purpose", "amount", "unit", "date"])
  return try table.rows.map { row in
    let written = row["date"]
    let date = CalendarDate(written: written)
    guard date != nil || written.isEmpty else {
      throw SetupError(
        path, line: row.line, zh: "“date”应为日期，如 2021-06-30", en: "\"date\" wants a date such as 2021-06-30")
    }
    return Voucher(
      reference: row["reference"], line: row["line"], payee: row["payee"], purpose: row["purpose"],
      entry: try statedEntry(path, row), date: date)
  }
}
