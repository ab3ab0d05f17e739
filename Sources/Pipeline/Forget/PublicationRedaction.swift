import Foundation
import Spreadsheet

/// A publication in which the keyed hashes of persons become others: figures, masks and all else stay.
struct PublicationRedaction {
  let output: String
  let run: String

  private var folder: String { output + "/runs/" + run }

  /// Replaces keys and names in all tables and texts. The whole folder changes places with a new one at once, so that readers see it whole.
  func replace(keys: [String: String], names words: [String: String]) throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    var changed: [String: Data] = [:]
    for name in names where ["csv", "json", "md", "html", "xlsx"].contains((name as NSString).pathExtension) {
      guard var data = FileManager.default.contents(atPath: folder + "/" + name) else { throw WriteError(name) }
      if name.hasSuffix(".xlsx") {
        changed[name] = Self.list(data, name: name, with: words)
        continue
      }
      let hasKeys = Self.replace(keys, in: &data)
      if Self.replace(words, in: &data, isWord: true) || hasKeys { changed[name] = data }
    }
    guard !changed.isEmpty else { return }
    // The manifests name the files by their hashes. A file that a hand had changed keeps the hash that it does not have.
    let known = RunManifest(folder: folder)?.files ?? [:]
    var hashes: [String: String] = [:]
    func note(_ name: String) {
      guard let before = known[name], let data = changed[name], fileDigest(folder + "/" + name) == before else {
        return
      }
      hashes[before] = sha256(data)
    }
    for name in changed.keys where name != "datapackage.json" { note(name) }
    try replaceHashes(&hashes, in: "datapackage.json", &changed)
    note("datapackage.json")
    try replaceHashes(&hashes, in: "run.json", &changed)
    try exchange(names, changed)
  }

  /// A county's list with names replaced, which its texts may have from the names of files and sheets; nil where none stands in it.
  private static func list(_ data: Data, name: String, with words: [String: String]) -> Data? {
    func text(_ text: String) -> String? {
      var data = Data(text.utf8)
      return replace(words, in: &data, isWord: true) ? String(decoding: data, as: UTF8.self) : nil
    }
    let change = TextChange(
      row: { row in
        let new = row.map { text($0) ?? $0 }
        return new == row ? nil : new
      }, text: text, bytes: { _ in nil })
    return (try? rewritten([UInt8](data), name: name, by: change)).flatMap { $0 }.map { Data($0) }
  }

  private func replaceHashes(_ hashes: inout [String: String], in name: String, _ changed: inout [String: Data]) throws
  {
    guard var data = changed[name] ?? FileManager.default.contents(atPath: folder + "/" + name) else { return }
    if Self.replace(hashes, in: &data) { changed[name] = data }
  }

  private func exchange(_ names: [String], _ changed: [String: Data]) throws {
    let partial = folder + ".partial"
    try? FileManager.default.removeItem(atPath: partial)
    guard mkdir(partial, 0o755) == 0 else { throw WriteError(run) }
    for name in names {
      let (from, to) = (folder + "/" + name, partial + "/" + name)
      var status = stat()
      guard lstat(from, &status) == 0 else { throw WriteError(name) }
      if status.st_mode & S_IFMT == S_IFDIR {
        guard mkdir(to, status.st_mode & 0o777) == 0 else { throw WriteError(name) }
      } else if let data = changed[name] {
        let file = try SyncedFile(to, mode: status.st_mode & 0o777)
        try file.append([UInt8](data))
        try file.close()
      } else {
        guard link(from, to) == 0 else { throw WriteError(name) }
      }
    }
    try syncFolder(partial)
    guard Self.exchange(partial, folder) else { throw WriteError(run) }
    try syncFolder(output + "/runs")
    try FileManager.default.removeItem(atPath: partial)
  }

  /// Two names change places at once. Swift's overlay of glibc has no declaration of it.
  private static func exchange(_ one: String, _ other: String) -> Bool {
    typealias Rename = @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
    guard let symbol = dlsym(nil, "renameat2") else { return false }
    // 2 is RENAME_EXCHANGE.
    return unsafeBitCast(symbol, to: Rename.self)(AT_FDCWD, one, AT_FDCWD, other, 2) == 0
  }

  /// Replaces words; where they are names, only such as stand between signs that are no ideographs.
  private static func replace(_ words: [String: String], in data: inout Data, isWord: Bool = false) -> Bool {
    func isIdeograph(_ place: Data.Index) -> Bool {
      data.indices.contains(place) && (0xE4...0xE9).contains(data[place])
    }
    var isChanged = false
    for (old, new) in words {
      var from = data.startIndex
      while let found = data.range(of: Data(old.utf8), in: from..<data.endIndex) {
        if isWord, isIdeograph(found.lowerBound - 3) || isIdeograph(found.upperBound) {
          from = found.upperBound
          continue
        }
        data.replaceSubrange(found, with: Data(new.utf8))
        from = found.lowerBound + new.utf8.count
        isChanged = true
      }
    }
    return isChanged
  }
}
