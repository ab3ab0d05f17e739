import Domain
import Foundation

/// What `explain` prints of a finding: what was found, where, what it goes back to, and what mends it.
public struct FindingExplanation {
  private let places: [[String: String]]
  /// Its row of lifecycle.csv; empty where the publication has none.
  private let life: [String: String]
  private let isChinese: Bool

  /// A finding of the current publication of an output folder, or of a folder that is one itself, by its fingerprint.
  public init(_ print: String, output: String, language: String) throws {
    let isPublication = FileManager.default.fileExists(atPath: output + "/lineage.csv")
    let tables = PublishedTables(folder: isPublication ? output : output + "/current")
    places = try tables.places(ofFinding: print)
    life = try tables.life(ofFinding: print)
    isChinese = language != "en"
    if places.isEmpty {
      throw SetupError(
        print, zh: "当前发布中没有这一指纹的差异；`duizhang history --view findings --all` 列出全部",
        en:
          "the current publication has no finding of this fingerprint; `duizhang history --view findings --all` lists all"
      )
    }
  }

  /// Whether a word has the form of a fingerprint.
  public static func isFingerprint(_ word: String) -> Bool { word.wholeMatch(of: /[0-9a-f]{12}(#\d+)?/) != nil }

  /// Lines for people.
  public var text: String {
    let first = places[0]
    func field(_ name: String, of row: [String: String]? = nil) -> String { (row ?? first)[name] ?? "" }
    let subject = [field("county"), field("town"), field("village")].filter { !$0.isEmpty }.joined(separator: " ")
    var lines = [
      [field("code"), field("severity"), subject, field("fingerprint")].filter { !$0.isEmpty }.joined(separator: "  "),
      "  " + field(isChinese ? "message_zh" : "message_en"),
    ]
    if !field("expected").isEmpty || !field("actual").isEmpty {
      lines.append(
        "  " + (isChinese ? "应为 " : "expected ") + field("expected") + (isChinese ? "，实为 " : ", actual ")
          + field("actual") + (field("unit").isEmpty ? "" : " " + field("unit")))
    }
    for place in places {
      let file = [field("file", of: place), field("sheet", of: place)].filter { !$0.isEmpty }.joined(separator: "#")
      let cell = field("cell", of: place).isEmpty ? "" : "!" + field("cell", of: place)
      if !(file + cell).isEmpty {
        lines.append("  \(file)\(cell)" + (field("raw", of: place).isEmpty ? "" : " = “\(field("raw", of: place))”"))
      }
    }
    if !field("caused_by").isEmpty { lines.append("  " + (isChinese ? "由何引起：" : "caused by ") + field("caused_by")) }
    // Whoever looks a finding up wants to know whether somebody has answered for it.
    if life["status"] == LifeStatus.acknowledged.rawValue {
      let (by, until, reason) = (life["acknowledged_by"] ?? "", life["until"] ?? "", life["reason"] ?? "")
      lines.append(
        isChinese ? "  已核实：\(by)，有效至 \(until)，理由：\(reason)" : "  acknowledged by \(by) until \(until): \(reason)")
    }
    if let code = Code(rawValue: field("code")) {
      let mend = code.explanation(ofField: field("field")).mend
      lines.append("  " + (isChinese ? "怎样改：" : "to mend: ") + mend.text(isChinese ? "zh" : "en"))
    }
    return lines.joined(separator: "\n")
  }

  private struct Reply: Encodable { var places: [[String: String]], life: [String: String] }

  /// For programs: its rows of discrepancies.csv, and its row of lifecycle.csv.
  public var json: String { get throws { try Form("explain-finding", Reply(places: places, life: life)).json } }
}
