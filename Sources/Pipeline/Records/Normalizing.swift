import Domain
import Foundation
import Normalize
public import Spreadsheet

/// Uploads to record lines, each upload for itself: no history, no lock, no output folder. What is wrong with an upload is a record
/// of it, so that it costs neither the others nor the job.
public struct Normalizing: Sendable {
  private let setting: ReadingSetting
  private let pipeline: PipelineFile
  private let inbox: String
  private let register: String

  /// Reads the pipeline's files. The key must be there: another one would make other persons of the same people.
  public init(_ pipeline: PipelineFile, inbox: String? = nil, register: String? = nil, xml: XMLReading = .plain) throws
  {
    var setting = try ReadingSetting(
      pipeline, register: register ?? pipeline.register, output: pipeline.output, key: .required)
    setting.xml = xml
    self.setting = setting
    self.pipeline = pipeline
    self.inbox = inbox ?? pipeline.inbox
    self.register = register ?? pipeline.register
  }

  /// The inbox as request lines: county and path; a county that sent nothing has no path, and what lies in no county's folder no county.
  public func requests() throws -> [String] {
    let references = pipeline.references(register: register, report: pipeline.report).dropFirst()
    let inbox = try Inbox(
      path: inbox, pipeline: pipeline, register: setting.register, skipping: references.map(\.path))
    return inbox.folders.flatMap { folder in
      let code = setting.register.counties[folder.county].code
      return folder.files.isEmpty ? [code + "\t"] : folder.files.map { code + "\t" + RequestLine.escaped($0.relative) }
    } + inbox.strays.map { "\t" + RequestLine.escaped($0) }
  }

  /// The request line of a file below the inbox.
  public func request(for path: String) throws -> String {
    guard let relative = relative(path), let found = find(relative),
      let county = setting.counties.county(named: String(found.file.prefix { $0 != "/" }))
    else {
      throw SetupError(
        path, zh: "不是收件文件夹（\(inbox)）中某个县的文件夹里的文件", en: "it is no file in a county's folder of the inbox \(inbox)")
    }
    return setting.register.counties[county].code + "\t" + RequestLine.escaped(found.file)
  }

  /// A path below the inbox; nil for another.
  private func relative(_ path: String) -> String? {
    guard path.hasPrefix("/") || access(path, F_OK) == 0 else { return path }
    let whole = URL(fileURLWithPath: path).standardizedFileURL.path
    let base = URL(fileURLWithPath: inbox).standardizedFileURL.path + "/"
    return whole.hasPrefix(base) ? String(whole.dropFirst(base.count)) : nil
  }

  /// The file that a path below the inbox names, by its published name or its own, and the former.
  private func find(_ relative: String) -> (file: String, path: RawPath)? {
    var (names, here) = ([String](), RawPath(inbox))
    for part in relative.split(separator: "/") {
      guard let next = here.entries()?.first(where: { $0.name == part || $0.path.ends(with: part) }) else { return nil }
      names.append(next.name)
      here = next.path
    }
    guard names.count > 1 else { return nil }
    return (names.joined(separator: "/"), here)
  }

  /// The record lines of a request.
  public func lines(_ request: String) throws -> [UInt8] {
    guard let request = named(request) else { return [] }
    guard let county = request.county else { return strayLine(request.path) }
    guard !request.path.isEmpty else { return countyLine(setting.register.counties[county].code) }
    return try read(request.file, at: request.place, county: county).lines(setting.terms)
  }

  /// The lines of an upload over which its reader came to an end: what is known of it without reading it.
  public func linesOfDied(_ request: String) throws -> [UInt8] {
    guard let request = named(request), let county = request.county else { return [] }
    // A reader that could not even begin has told why, and so does this.
    _ = try setting.policy(of: county)
    let digest = setting.digest(county, setting.counties.setting(of: county))
    var upload = UploadRecords(
      county: county, file: request.file, unread: UnreadFile.Reason.died.rawValue, setting: digest)
    if let status = request.place.status {
      (upload.bytes, upload.received) = (Int(status.st_size), status.st_mtim.tv_sec)
    }
    return upload.lines(setting.terms)
  }

  private func named(_ line: String) -> (county: Int?, path: String, file: String, place: RawPath)? {
    guard !line.isEmpty else { return nil }
    let request = RequestLine(line)
    let county = setting.counties.county(named: request.county)
    let below = request.path.hasPrefix("/") ? relative(request.path) : request.path
    if let below, let found = find(below) { return (county, request.path, found.file, found.path) }
    // A copy that an engine has laid elsewhere keeps the county's folder and its own name.
    let name = Mask.persons(in: request.path.split(separator: "/").last.map(String.init) ?? "")
    return (
      county, request.path, below ?? request.county + "/" + name,
      RawPath(below.map { inbox + "/" + $0 } ?? request.path)
    )
  }

  private func read(_ file: String, at path: RawPath, county: Int) throws -> UploadRecords {
    let settings = setting.counties.setting(of: county)
    var upload = UploadRecords(county: county, file: file, setting: setting.digest(county, settings))
    let context = setting.context(county, settings, policy: try setting.policy(of: county))
    // Anything but a plain file may never end.
    guard let before = path.status, before.st_mode & S_IFMT == S_IFREG, let data = path.contents else {
      upload.unread = UnreadFile.Reason.closed.rawValue
      return upload
    }
    (upload.bytes, upload.received, upload.sha256) = (data.count, before.st_mtim.tv_sec, sha256(data))
    guard let after = path.status, Int(after.st_size) == data.count, after.st_size == before.st_size,
      after.st_mtim.tv_sec == before.st_mtim.tv_sec
    else {
      upload.unread = UnreadFile.Reason.growing.rawValue
      return upload
    }
    upload.reading = UploadReader(county: county, context: context).read(
      Upload(file: file, bytes: [UInt8](data), sha256: upload.sha256, received: upload.received))
    return upload
  }
}

/// A line that asks for an upload: county, tab, path.
struct RequestLine {
  let county: String
  let path: String

  init(_ line: String) {
    let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
    (county, path) = (String(parts[0]), parts.count > 1 ? Self.plain(parts[1]) : "")
  }

  /// A path in a line of its own, whatever characters it has.
  static func escaped(_ path: String) -> String {
    path.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\t", with: "\\t")
      .replacingOccurrences(of: "\n", with: "\\n").replacingOccurrences(of: "\r", with: "\\r")
  }

  private static func plain(_ text: Substring) -> String {
    var out = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        out.append(["t": "\t", "n": "\n", "r": "\r"][character] ?? character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        out.append(character)
      }
    }
    return out
  }
}

/// The columns of each tag's lines, in order.
public let recordLineColumns: [(tag: String, names: [String])] = recordColumns.map {
  ($0.tag, Array(recordHead.dropFirst()) + $0.names)
}
