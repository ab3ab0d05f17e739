import Domain
import Foundation
import Normalize

/// A folder of record lines, in any number of parts and any order: what was read elsewhere, in place of an inbox.
struct RecordStore {
  /// What an upload's lines say before they are read: which file, and where they lie.
  private struct Entry {
    var runs: [RecordSection.Run] = []
    /// The line that every upload has first; nil where it is lost.
    var header: UploadRecords?
  }

  /// Counties and their files, in the register's order.
  private(set) var folders: [Inbox.Folder] = []
  /// Files and folders that belong to no county.
  private(set) var strays: [String] = []

  /// All of a folder; of the pipeline's counties those too of which nothing came.
  init(path: String, setting: ReadingSetting) throws {
    try self.init(Self.parts(below: path), setting: setting, counties: Array(setting.counties.settings.keys))
  }

  /// Parts as they lie in memory, with the counties that are told even where nothing came of them.
  init(_ parts: [(path: String, bytes: PartBytes)], setting: ReadingSetting, counties: [Int] = []) throws {
    var entries: [Int: [String: Entry]] = [:]
    var strays: Set<String> = []
    for (number, part) in parts.enumerated() {
      var scan = LineScan(part.bytes)
      while let line = scan.next() {
        guard let head = LineHead(part.bytes, line) else {
          throw SetupError(
            part.path, zh: "不是 normalize 写出的记录行", en: "this is no record line that normalize has written")
        }
        if head.tag == .stray {
          strays.insert(head.file)
          continue
        }
        guard let county = setting.counties.county(named: head.county) else {
          throw SetupError(
            part.path, zh: "流程中没有县“\(head.county)”", en: "the pipeline has no county \"\(head.county)\"")
        }
        if head.tag == .county {
          entries[county] = entries[county] ?? [:]
          continue
        }
        // The lines of an upload mostly lie together: they are taken as one run.
        let run = scan.run(from: line, head: head, number: number)
        entries[county, default: [:]][head.file, default: Entry()].runs.append(run)
        guard head.number == 1, entries[county]?[head.file]?.header == nil else { continue }
        let header = try Self.header(part, line, county: county, file: head.file, setting: setting)
        entries[county]?[head.file]?.header = header
      }
    }
    self.strays = strays.sorted()
    for county in counties where entries[county] == nil { entries[county] = [:] }
    let bytes = parts.map(\.bytes)
    folders = entries.sorted { $0.key < $1.key }.map { county, files in
      Inbox.Folder(
        county: county, settings: setting.counties.setting(of: county),
        files: files.sorted { $0.key < $1.key }.map { file, entry in
          Inbox.File(
            relative: file, path: RawPath(""), bytes: entry.header?.bytes ?? 0, received: entry.header?.received ?? 0,
            wasUnreadable: Self.unreadable(entry.header),
            section: RecordSection(parts: bytes, runs: entry.runs))
        })
    }
  }

  private static func unreadable(_ header: UploadRecords?) -> UnreadFile.Reason? {
    guard let header else { return .lost }
    return header.unread.map { UnreadFile.Reason(rawValue: $0) ?? .closed }
  }

  /// The upload's own line. One that was read under another setting would mix two truths.
  private static func header(
    _ part: (path: String, bytes: PartBytes), _ line: Range<Int>, county: Int, file: String, setting: ReadingSetting
  ) throws -> UploadRecords? {
    guard
      let header = part.bytes.withLine(
        line, { UploadRecords(county: county, file: file, head: $0, terms: setting.terms) })
    else { return nil }
    let wanted = setting.digest(county, setting.counties.setting(of: county))
    guard header.setting == wanted else {
      throw SetupError(
        part.path,
        zh: "“\(file)”是按另一份名册、政策、别名、县设置、密钥或程序版本读取的（\(header.setting)，应为 \(wanted)）；请重新运行 normalize",
        en:
          "\(file) was read under another register, policy, aliases, county setting, key or version (\(header.setting), here \(wanted)): normalize it again"
      )
    }
    return header
  }

  /// The parts, whatever an engine calls them; what begins with `_` or `.` is its own.
  private static func parts(below path: String) throws -> [(path: String, bytes: PartBytes)] {
    guard access(path, F_OK) == 0 else {
      throw SetupError(path, zh: "记录文件夹不存在", en: "the folder of records does not exist")
    }
    var parts: [(path: String, bytes: PartBytes)] = []
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      if name.split(separator: "/").contains(where: { $0.hasPrefix("_") || $0.hasPrefix(".") }) { continue }
      var status = stat()
      guard stat(path + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      guard let data = try? Data(contentsOf: URL(fileURLWithPath: path + "/" + name), options: .mappedIfSafe) else {
        throw SetupError(path + "/" + name, zh: "记录文件无法读取", en: "the part cannot be read")
      }
      parts.append((path + "/" + name, PartBytes(data)))
    }
    return parts.sorted { $0.path < $1.path }
  }
}

extension Inbox {
  /// What was read elsewhere, in place of the folder.
  init(records path: String, setting: ReadingSetting) throws {
    let store = try RecordStore(path: path, setting: setting)
    (folders, strays) = (store.folders, store.strays)
  }
}

/// Goes through a part line by line. A last line that does not end was cut off and is none.
private struct LineScan {
  private let bytes: PartBytes
  private var position = 0

  init(_ bytes: PartBytes) { self.bytes = bytes }

  mutating func next() -> Range<Int>? {
    guard let end = bytes.lineEnd(from: position) else { return nil }
    defer { position = end + 1 }
    return position..<end
  }

  /// The line and those that follow it under the same head, with the next numbers.
  mutating func run(from line: Range<Int>, head: LineHead, number part: Int) -> RecordSection.Run {
    var run = RecordSection.Run(part: part, first: head.number, count: 1, bytes: line.lowerBound..<line.upperBound + 1)
    while let end = bytes.lineEnd(from: position), head.number(of: position..<end, in: bytes) == run.first + run.count {
      run.count += 1
      run.bytes = run.bytes.lowerBound..<end + 1
      position = end + 1
    }
    return run
  }
}
