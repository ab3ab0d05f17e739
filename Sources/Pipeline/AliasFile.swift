public import Domain
import Foundation

/// The alias file of a pipeline: names that counties write, and the registered villages that a person has confirmed they stand for.
public struct AliasFile {
  private let pipeline: PipelineFile
  /// The alias file.
  public let path: String
  private let register: Register
  private static let header = ["county", "town", "alias", "code", "from", "until"]

  /// The alias file that a pipeline names; it need not exist yet.
  public init(_ pipeline: PipelineFile) throws {
    guard let path = pipeline.aliases else {
      throw SetupError(
        pipeline.file, zh: "流程文件没有 aliases:，不知别名表写在哪里", en: "the pipeline has no aliases:, where names are kept",
        mend: "aliases: aliases.csv")
    }
    self.pipeline = pipeline
    self.path = path
    register = try readRegister(path: pipeline.register)
  }

  /// Adds a confirmed name for a village; tells what it wrote.
  public func add(_ alias: String, code: String, anyTown: Bool, from: CalendarDate?, until: CalendarDate?) throws
    -> (village: Register.Village, town: String, county: String)
  {
    let name = alias.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !name.isEmpty, !name.contains(where: \.isNewline) else {
      throw SetupError(path, zh: "别名不能为空或含换行", en: "an alias is one line of text")
    }
    guard let village = register.villages.first(where: { $0.code == code }) else {
      let near = nearest(code, of: register.villages.map(\.code))
      throw SetupError(
        pipeline.register, zh: "名册中没有代码 \(code)" + (near.map { "；是否为 \($0)？" } ?? ""),
        en: "the register has no code \(code)" + (near.map { "; did you mean \($0)?" } ?? ""))
    }
    let county = register.counties[village.county].name
    let town = anyTown ? "" : register.towns[village.town].name
    let present = FileManager.default.fileExists(atPath: path) ? try readAliases(path: path) : []
    if let other = present.first(where: {
      $0.alias == name && $0.town == town && $0.county == county && overlaps($0, from, until)
    }) {
      throw SetupError(
        path, zh: "“\(name)”已有别名，对应 \(other.code)", en: "\"\(name)\" is an alias of \(other.code) already")
    }
    try append([county, town, name, code, from.map { "\($0)" } ?? "", until.map { "\($0)" } ?? ""])
    return (village, register.towns[village.town].name, county)
  }

  private func overlaps(_ alias: Alias, _ from: CalendarDate?, _ until: CalendarDate?) -> Bool {
    if let end = alias.until, let from, end < from { return false }
    if let begin = alias.from, let until, until < begin { return false }
    return true
  }

  /// Writes the whole file beside itself and swaps it in: a half-written alias file would stop the night's run.
  private func append(_ fields: [String]) throws {
    var text =
      (try? String(contentsOfFile: path, encoding: .utf8)) ?? "\u{FEFF}" + Self.header.joined(separator: ",") + "\n"
    if !text.hasSuffix("\n") { text += "\n" }
    text += fields.map(Self.field).joined(separator: ",") + "\n"
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw SetupError(path, zh: "别名表无法写入", en: "the alias file cannot be written")
    }
  }

  private static func field(_ text: String) -> String {
    text.contains { ",\"\r\n".contains($0) } ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
