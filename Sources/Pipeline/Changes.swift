import Domain
import History
import Publish

/// A value that differs between two publications.
struct Change: Sendable, Hashable {
  var dataset: String
  var key: String
  var field: String
  var before: String
  var after: String
  /// After − before in fen, for amounts.
  var delta: Int64?
  /// SHA-256 of the files that brought it, joined by `;`.
  var cause: String
  /// Where the new value comes from, as its row says.
  var source: String
}

/// The tables that a correction can change, and the columns that tell their rows apart.
private let comparedTables: [(dataset: String, key: [String], county: String?)] = [
  ("villages", ["village_code"], "village_code"), ("members", ["village_code", "member_key"], "village_code"),
  ("towns", ["town_code"], "county_code"), ("counties", ["county_code"], "county_code"),
  ("months", ["county_code", "month"], "county_code"), ("budget", ["line"], nil), ("claims", ["claim_id"], nil),
  ("discrepancies", ["fingerprint"], nil),
]

/// What changed from one publication to a later one: values row by row, and discrepancies that are new or gone.
func changes(from before: String, to after: String) throws -> [Change] {
  try changes(from: before, RunManifest(folder: before), to: after, RunManifest(folder: after))
}

/// The same of publications whose manifests are known, or will be written once they say it all.
func changes(from before: String, _ old: RunManifest?, to after: String, _ new: RunManifest?) throws -> [Change] {
  let causes = Causes(old, new)
  var found: [Change] = []
  for table in comparedTables {
    let file = table.dataset + ".csv"
    // Files that their manifests know to be equal need not be read.
    if let digest = old?.files[file], digest == new?.files[file] { continue }
    guard let a = try CSVBytes(path: before + "/" + file), let b = try CSVBytes(path: after + "/" + file) else {
      continue
    }
    if table.dataset == "discrepancies" {
      found += discrepancyChanges(a, b, causes)
    } else {
      found += rowChanges(a, b, dataset: table.dataset, key: table.key, county: table.county, causes: causes)
    }
  }
  return found
}

private func rowChanges(
  _ before: CSVBytes, _ after: CSVBytes, dataset: String, key: [String], county: String?, causes: Causes
) -> [Change] {
  let (old, new) = differing(before, after)
  func keyed(_ rows: [Range<Int>], _ table: CSVBytes) -> (order: [String], rows: [String: [String]]) {
    let columns = key.compactMap { table.header.firstIndex(of: $0) }
    var order: [String] = []
    var byKey: [String: [String]] = [:]
    for range in rows {
      let fields = table.fields(range)
      let base = columns.map { $0 < fields.count ? fields[$0] : "" }.joined(separator: "/")
      // A member without an ID number, or listed twice, shares a key: told apart in the order of the table.
      var name = base
      var rank = 1
      while byKey[name] != nil {
        rank += 1
        name = "\(base)#\(rank)"
      }
      order.append(name)
      byKey[name] = fields
    }
    return (order, byKey)
  }
  let (a, b) = (keyed(old, before), keyed(new, after))
  // In the order of the newer table; rows that are gone stand where the older one had them, after those.
  let keys = b.order + a.order.filter { b.rows[$0] == nil }
  var found: [Change] = []
  for name in keys {
    let (left, right) = (a.rows[name], b.rows[name])
    func value(_ fields: [String]?, _ table: CSVBytes, _ column: String) -> String {
      table.header.firstIndex(of: column).flatMap { index in
        fields.flatMap { $0.indices.contains(index) ? $0[index] : nil }
      }
        ?? ""
    }
    let source = value(right ?? left, right == nil ? before : after, "source")
    let code = county.map { value(right ?? left, right == nil ? before : after, $0) } ?? ""
    let cause = causes.cause(county: String(code.prefix(6)), source: source)
    for column in after.header where !key.contains(column) && column != "source" {
      let (x, y) = (value(left, before, column), value(right, after, column))
      guard x != y else { continue }
      let fen = column.hasSuffix("_yuan") ? difference(x, y) : nil
      found.append(
        Change(
          dataset: dataset, key: name, field: column, before: x, after: y, delta: fen, cause: cause, source: source))
    }
  }
  return found
}

private func discrepancyChanges(_ before: CSVBytes, _ after: CSVBytes, _ causes: Causes) -> [Change] {
  // Of most findings nothing but the fingerprint is needed.
  func prints(_ table: CSVBytes) -> [String: Range<Int>] {
    guard let column = table.header.firstIndex(of: "fingerprint") else { return [:] }
    return Dictionary(
      table.rows.compactMap { row in table.field(column, of: row).map { ($0, row) } }, uniquingKeysWith: { a, _ in a })
  }
  let (a, b) = (prints(before), prints(after))
  func change(_ print: String, _ row: Range<Int>, _ table: CSVBytes, _ from: String, _ to: String) -> Change {
    let fields = table.fields(row)
    func value(_ column: String) -> String { table.header.firstIndex(of: column).map { fields[$0] } ?? "" }
    let place = [value("file"), value("sheet")].filter { !$0.isEmpty }.joined(separator: "#")
    return Change(
      dataset: "discrepancies", key: print, field: value("code"), before: from, after: to, delta: nil,
      // A finding of no file comes and goes with what the county, or any, has sent or taken back.
      cause: value("sha256").isEmpty ? causes.cause(county: value("county_code"), source: "") : value("sha256"),
      source: place + (value("cell").isEmpty ? "" : "!" + value("cell")))
  }
  let gone = a.keys.filter { b[$0] == nil }.sorted().compactMap { key in
    a[key].map { change(key, $0, before, "open", "resolved") }
  }
  let new = b.keys.filter { a[$0] == nil }.sorted().compactMap { key in
    b[key].map { change(key, $0, after, "", "new") }
  }
  return gone + new
}

/// After − before of two amounts in fen; a missing one counts as nothing for the difference, as it does for the sum above it.
private func difference(_ before: String, _ after: String) -> Int64? {
  func fen(_ text: String) -> Int64? {
    if text.isEmpty { return 0 }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.count == 2 else { return nil }
    return Int64(parts[0] + parts[1])
  }
  guard let a = fen(before), let b = fen(after) else { return nil }
  return b - a
}

/// Which inputs of the newer run the older one did not have, and which it has no more.
private struct Causes {
  private typealias Files = [String: [(name: String, sha256: String)]]
  /// Files that count and did not.
  private var fresh: Files = [:]
  /// Files that came, whether or not they count.
  private var arrived: Files = [:]
  /// Files that are gone.
  private var gone: Files = [:]
  private var references: [String] = []

  init(_ old: RunManifest?, _ new: RunManifest?) {
    let counted = ["current", "last-good"]
    let known = Set(
      (old?.inputs ?? []).filter { counted.contains($0.status) }.map { $0.county + $0.sha256 })
    for input in new?.inputs ?? []
    where counted.contains(input.status) && !known.contains(input.county + input.sha256) {
      fresh[input.county, default: []].append((input.name, input.sha256))
    }
    func lacking(_ inputs: [SeenInput]?, in others: [SeenInput]?) -> Files {
      // What a held county falls back to was not sent again.
      func sent(_ inputs: [SeenInput]?) -> [SeenInput] {
        (inputs ?? []).filter { $0.status != UploadStatus.lastGood.rawValue }
      }
      let known = Set(sent(others).map { $0.county + $0.sha256 })
      return Dictionary(
        grouping: sent(inputs).filter { !known.contains($0.county + $0.sha256) }, by: \.county
      ).mapValues { $0.map { ($0.name, $0.sha256) } }
    }
    arrived = lacking(new?.inputs, in: old?.inputs)
    gone = lacking(old?.inputs, in: new?.inputs)
    let former = Set((old?.references ?? []).map(\.sha256))
    references = (new?.references ?? []).map(\.sha256).filter { !former.contains($0) }
  }

  /// The file of the row's own source where that is new, else the county's new files, else those that are gone, else new files beside
  /// the uploads.
  func cause(county: String, source: String) -> String {
    let file = source.split(separator: "#", maxSplits: 1).first.map(String.init) ?? source
    func files(_ files: Files) -> [(name: String, sha256: String)] {
      county.isEmpty ? files.values.flatMap(\.self) : files[county] ?? []
    }
    let fresh = [self.fresh, arrived, gone].lazy.map(files).first { !$0.isEmpty } ?? []
    let own = fresh.filter {
      !source.isEmpty && (file == $0.name || file.hasPrefix($0.name + "/") || file.hasPrefix($0.name + "!"))
    }
    let hashes = (own.isEmpty ? fresh : own).map(\.sha256)
    return Set(hashes.isEmpty ? references : hashes).sorted().joined(separator: ";")
  }
}

/// Changes as `changes.csv` tells them.
func changesTable(_ changes: [Change]) -> [UInt8] {
  var table = ChangesTable()
  for change in changes {
    table.add(
      dataset: change.dataset, key: change.key, field: change.field, before: change.before, after: change.after,
      delta: change.delta.map(Money.init(fen:)), cause: change.cause, source: change.source)
  }
  return table.bytes
}

extension Bulletin.Since {
  /// What the page tells of changes, and of findings that came and went with this run.
  init(_ changes: [Change], lives: [FindingLife], before run: String) {
    // Of findings, their lives know more than the table of changes.
    let values = changes.filter { $0.dataset != "discrepancies" }.map {
      Value(
        dataset: $0.dataset, key: $0.key, field: $0.field, before: $0.before, after: $0.after,
        delta: $0.delta.map(Money.init(fen:)))
    }
    func prints(_ state: String) -> Set<String> {
      Set(changes.filter { $0.dataset == "discrepancies" && $0.after == state }.map(\.key))
    }
    let gone = prints("resolved")
    self.init(
      run: run, values: values, new: prints("new"),
      resolved: lives.map(\.sighting).filter { gone.contains($0.fingerprint) })
  }
}
