import Domain
import Foundation
import Yams

/// A YAML mapping whose every key must be known: a misspelt key is an error with its line and the nearest known word.
struct StrictYAML {
  let file: String
  /// The keys in file order.
  private(set) var keys: [String] = []
  private var values: [String: Node] = [:]
  private var lines: [String: Int] = [:]
  /// The file's lines, for excerpts.
  private let text: [Substring]

  /// A file's text, which has to be UTF-8.
  static func text(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else { throw SetupError.unreadable(path) }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw SetupError(path, zh: "文件不是 UTF-8 文本", en: "the file is not UTF-8 text")
    }
    return text
  }

  /// Reads a whole file's text.
  init(_ text: String, file: String, keys: [String]) throws {
    let root: Node?
    do {
      // Every scalar is read as the text that it is; what it means is for its key to say. The usual rules, which guess numbers and dates,
      // begin with a dozen regular expressions.
      root = try compose(yaml: text, .basic)
    } catch let error as YamlError {
      throw Self.twice(error, in: text, file: file)
        ?? SetupError(file, line: Self.line(of: error), zh: "不是有效的 YAML", en: "this is not valid YAML")
    }
    guard let root, case .mapping(let mapping) = root else {
      throw SetupError(file, line: 1, zh: "应为“键: 值”的结构", en: "a mapping of keys to values is wanted")
    }
    try self.init(mapping, file: file, text: text.split(separator: "\n", omittingEmptySubsequences: false), keys: keys)
  }

  private init(_ mapping: Node.Mapping, file: String, text: [Substring], keys: [String]) throws {
    self.file = file
    self.text = text
    for (key, value) in mapping {
      let name = key.string ?? ""
      lines[name] = key.mark?.line
      values[name] = value
      if key.string != nil { self.keys.append(name) }
      guard keys.isEmpty || keys.contains(name) else {
        let near = nearest(name, of: keys)
        let written = key.mark.flatMap { text.indices.contains($0.line - 1) ? text[$0.line - 1] : nil }
        throw SetupError(
          file, line: key.mark?.line, excerpt: written.map { (String($0), name) },
          zh: "未知的键“\(name)”" + (near.map { "；是否为“\($0)”？" } ?? "；可用的有：" + keys.joined(separator: "、")),
          en: "unknown key \"\(name)\""
            + (near.map { "; did you mean \"\($0)\"?" } ?? "; known are " + keys.joined(separator: ", ")),
          mend: near.flatMap { near in
            written.map { $0.replacing(name, with: near, maxReplacements: 1).trimmingPrefix { $0 == " " } }.map(
              String.init)
          })
      }
    }
  }

  /// Lines as they may stand in a file, where one helps.
  private static let examples = [
    "inbox": "inbox: inbox", "register": "register: register.csv", "policy": "policy: policy.yaml",
    "language": "language: zh", "fail_on": "fail_on: error", "unit": "unit: 元", "as_of": "as_of: 2022-01-31",
    "due": "due: 2022-01-15", "id": "id: village-supervision-2021", "period": "period: [\"2021-01\", \"2021-12\"]",
    "rules": "rules: [{rate_yuan: \"240\", quota: 3}]", "rate_yuan": "rate_yuan: \"240\"", "quota": "quota: 3",
    "plausible_ages": "plausible_ages: [\"18\", \"85\"]", "retention": "retention: {runs: 30, months: 24}",
    "aliases": "aliases: aliases.csv", "fiscal_year": "fiscal_year: [\"2021-01-01\", \"2021-12-31\"]",
    "turnover": "turnover: [\"2021-01\", \"2021-06\"]", "part_months": "part_months: paid", "rounding": "rounding: fen",
  ]

  private static func line(of error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: nil
    }
  }

  /// A key that stands twice in one mapping, with the lines on which it does.
  private static func twice(_ error: YamlError, in text: String, file: String) -> SetupError? {
    guard case .duplicatedKeysInMapping(let keys, let context) = error, let key = keys.first else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = context.mark.line - 1
    guard lines.indices.contains(first) else {
      return SetupError(file, zh: "键“\(key)”写了不止一次", en: "the key \"\(key)\" stands twice")
    }
    let indent = context.mark.column - 1
    var found = [first]
    // In braces the first of them is all that is told by the line.
    if lines[first].prefix(indent).allSatisfy({ $0 == " " || $0 == "-" }) {
      for index in lines.indices.dropFirst(first + 1) {
        let line = lines[index].drop { $0 == " " }
        guard !line.isEmpty, line.first != "#" else { continue }
        let depth = lines[index].count - line.count
        guard depth >= indent else { break }
        let begins = [key, "\"\(key)\"", "'\(key)'"].contains { word in
          line.hasPrefix(word) && line.dropFirst(word.count).drop { $0 == " " }.first == ":"
        }
        if depth == indent, begins { found.append(index) }
      }
    }
    let numbers = found.map { "\($0 + 1)" }
    let (zh, en) =
      found.count == 1
      ? ("写了两次", "stands twice")
      : (
        "写了 \(found.count) 次（第 \(numbers.joined(separator: "、")) 行）",
        "stands \(found.count == 2 ? "twice" : "\(found.count) times"), on lines \(numbers.joined(separator: ", "))"
      )
    let last = found[found.count - 1]
    return SetupError(
      file, line: last + 1, excerpt: (String(lines[last]), key), zh: "键“\(key)”\(zh)：请合并为一处",
      en: "the key \"\(key)\" \(en): put both into one")
  }

  /// A text, or nil if the key is not there.
  func string(_ key: String) throws -> String? {
    guard let value = values[key] else { return nil }
    guard let text = value.string else { throw wrong(key, zh: "文字", en: "text") }
    return text
  }

  /// Whether a key's value is a text, where it may be a list too.
  func isText(_ key: String) -> Bool { values[key]?.string != nil }

  /// A text that must be there.
  func required(_ key: String) throws -> String {
    guard let text = try string(key) else {
      throw SetupError(
        file, zh: "缺少键“\(key)”", en: "the key \"\(key)\" is missing", mend: Self.examples[key])
    }
    return text
  }

  /// A whole number, or nil if the key is not there.
  func integer(_ key: String) throws -> Int? {
    guard let value = values[key] else { return nil }
    guard let number = value.int else { throw wrong(key, zh: "整数", en: "a whole number") }
    return number
  }

  /// A list of texts, or nil if the key is not there; a single text is a list of one.
  func strings(_ key: String) throws -> [String]? {
    guard let value = values[key] else { return nil }
    if let text = value.string { return [text] }
    guard let items = value.sequence else { throw wrong(key, zh: "列表", en: "a list") }
    return try items.map { item in
      guard let text = item.string else { throw wrong(key, zh: "文字列表", en: "a list of texts") }
      return text
    }
  }

  /// A mapping with known keys, or nil if the key is not there.
  func mapping(_ key: String, keys: [String]) throws -> StrictYAML? {
    guard let value = values[key] else { return nil }
    guard case .mapping(let mapping) = value else { throw wrong(key, zh: "“键: 值”的结构", en: "a mapping") }
    return try StrictYAML(mapping, file: file, text: text, keys: keys)
  }

  /// A list of mappings.
  func mappings(_ key: String, keys: [String]) throws -> [StrictYAML]? {
    guard let value = values[key] else { return nil }
    guard let items = value.sequence else { throw wrong(key, zh: "列表", en: "a list") }
    return try items.map { item in
      guard case .mapping(let mapping) = item else { throw wrong(key, zh: "“键: 值”的列表", en: "a list of mappings") }
      return try StrictYAML(mapping, file: file, text: text, keys: keys)
    }
  }

  /// A mapping of texts to texts.
  func dictionary(_ key: String) throws -> [String: String] {
    guard let value = values[key] else { return [:] }
    guard case .mapping(let mapping) = value else {
      throw wrong(key, zh: "“词: 字段”的结构", en: "a mapping of words to fields")
    }
    var out: [String: String] = [:]
    for (word, field) in mapping {
      guard let word = word.string, let field = field.string else { throw wrong(key, zh: "文字", en: "texts") }
      out[word] = field
    }
    return out
  }

  /// A mapping of texts to lists of texts.
  func lists(_ key: String) throws -> [String: [String]] {
    guard let value = values[key] else { return [:] }
    guard case .mapping(let mapping) = value else {
      throw wrong(key, zh: "“名称: [词, 词]”的结构", en: "a mapping of names to lists of words")
    }
    let inner = try StrictYAML(mapping, file: file, text: text, keys: [])
    var out: [String: [String]] = [:]
    for name in inner.keys { out[name] = try inner.strings(name) }
    return out
  }

  /// true or false; false if the key is not there.
  func flag(_ key: String) throws -> Bool {
    guard let text = try string(key) else { return false }
    guard let flag = ["true": true, "false": false][text] else {
      throw wrong(key, zh: " true 或 false", en: "true or false")
    }
    return flag
  }

  /// An error about a key's value.
  func wrong(_ key: String, zh: String, en: String) -> SetupError {
    let line = lines[key].flatMap { text.indices.contains($0 - 1) ? String(text[$0 - 1]) : nil }
    // The value is what is wrong, where it stands beside its key.
    let value = line.flatMap { $0.split(separator: ":", maxSplits: 1).last.map { $0.drop { $0 == " " } } }.map(
      String.init)
    let isBlank = values[key]?.string?.isEmpty == true
    return SetupError(
      file, line: lines[key], excerpt: line.flatMap { line in value.map { (line, $0) } },
      zh: "“\(key)”\(isBlank ? "没有填写，" : "")应为\(zh)",
      en: "\"\(key)\" \(isBlank ? "is not filled in; it " : "")wants \(en)", mend: Self.examples[key])
  }
}
