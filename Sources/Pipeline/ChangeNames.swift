import Domain

/// What people call the rows that changed: 开平市 长沙街道 新美村委会 (440783001201) in place of a code alone.
struct ChangeNames: Sendable {
  private var words: [String: [String: Message]] = [:]

  /// Looks up the rows of some changes in the publications that were compared, the newer one first.
  init(_ changes: [Change], folders: [String]) throws {
    var wanted: [String: Set<String>] = [:]
    for change in changes { wanted[change.dataset, default: []].insert(change.key) }
    // Months name counties and members villages by their codes alone.
    wanted["counties", default: []].formUnion((wanted["months"] ?? []).map(Self.head))
    wanted["villages", default: []].formUnion((wanted["members"] ?? []).map(Self.head))
    for (dataset, keys) in wanted {
      guard let columns = Self.columns[dataset] else { continue }
      for folder in folders {
        guard let table = try CSVBytes(path: "\(folder)/\(dataset).csv") else { continue }
        let positions = Dictionary(
          table.header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        for row in table.rows {
          let fields = table.fields(row)
          func value(_ column: String) -> String {
            positions[column].flatMap { fields.indices.contains($0) ? fields[$0] : nil } ?? ""
          }
          let key = columns.key.map(value).joined(separator: "/")
          guard keys.contains(key), words[dataset]?[key] == nil else { continue }
          func text(_ language: String) -> String {
            (columns.words + (dataset == "discrepancies" ? ["message_" + language] : [])).map(value)
              .filter { !$0.isEmpty }.joined(separator: " ")
          }
          words[dataset, default: [:]][key] = Message(zh: text("zh"), en: text("en"))
        }
      }
    }
  }

  private static let columns: [String: (key: [String], words: [String])] = [
    "counties": (["county_code"], ["county"]), "towns": (["town_code"], ["county", "town"]),
    "villages": (["village_code"], ["county", "town", "village"]),
    "members": (["village_code", "member_key"], ["name_masked", "role"]),
    "claims": (["claim_id"], ["text"]),
    "discrepancies": (["fingerprint"], ["code", "county", "town", "village"]),
  ]

  private static func head(_ key: String) -> String { key.split(separator: "/").first.map(String.init) ?? key }

  /// A row's names, and its key where one has to type it.
  func words(_ change: Change, _ language: String) -> String {
    func found(_ dataset: String, _ key: String) -> String? { words[dataset]?[key]?.text(language) }
    // What shares a key is told apart by #2, #3.
    let key = change.key.split(separator: "#").first.map(String.init) ?? change.key
    switch change.dataset {
    case "months":
      return [found("counties", Self.head(key)), key.split(separator: "/").last.map(String.init)].compactMap(\.self)
        .joined(separator: " ")
    case "members":
      return
        ([found("villages", Self.head(key)), found("members", key)].compactMap(\.self)
        + ["(\(change.key))"]).joined(separator: " ")
    default:
      guard let own = found(change.dataset, change.key) ?? found(change.dataset, key), !own.isEmpty else {
        return change.key
      }
      return "\(own) (\(change.key))"
    }
  }
}
