import Domain
import Foundation
import Normalize

/// The files of an inbox, by county, and what lies beside the counties' folders.
struct Inbox {
  /// A file as it lay there when the folder was listed.
  struct File: Sendable {
    var relative: String
    var path: RawPath
    var bytes: Int
    var received: Int
    /// Why the run that is done again could not read it, or who read it elsewhere.
    var wasUnreadable: UnreadFile.Reason?
    /// What was read of it elsewhere.
    var section: RecordSection?
  }

  /// A county and its files, read into memory only when its turn comes.
  struct Folder: Sendable {
    var county: Int
    var settings: PipelineFile.County
    var files: [File]
  }

  var folders: [Folder] = []
  /// Files and folders that belong to no county.
  var strays: [String] = []
  /// What lies in a county's folder and is no upload, as the pipeline file's `ignore` says.
  var ignored: [String] = []

  /// An inbox of nothing.
  init() {}

  init(path: String, pipeline: PipelineFile, register: Register, skipping known: [String]) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw SetupError(path, zh: "收件文件夹不存在", en: "the inbox folder does not exist")
    }
    guard let entries = RawPath(path).entries() else {
      throw SetupError(path, zh: "收件文件夹无法读取", en: "the inbox folder cannot be read")
    }
    let known = Set(known.map { URL(fileURLWithPath: $0).standardizedFileURL.path })
    let counties = try CountyNames(pipeline, register: register)
    var settings = counties.settings
    var files: [Int: [File]] = [:]
    for (name, entry) in entries {
      let county = counties.county(named: name)
      if let county, settings[county] == nil { settings[county] = counties.setting(of: county, folder: name) }
      if let county, let status = entry.status, status.st_mode & S_IFMT == S_IFDIR {
        for file in Self.files(below: entry, relative: name) {
          if pipeline.ignores(file.relative) {
            ignored.append(file.relative)
          } else {
            files[county, default: []].append(file)
          }
        }
      } else if !known.contains(URL(fileURLWithPath: path + "/" + name).standardizedFileURL.path),
        !pipeline.ignores(name),
        !name.hasPrefix(".")
      {
        strays.append(name)
      }
    }
    folders = settings.sorted { $0.key < $1.key }.map {
      Folder(county: $0.key, settings: $0.value, files: files[$0.key] ?? [])
    }
  }

  /// Marks files that the run which is done again could not read.
  mutating func mark(_ unread: [UnreadFile]) {
    let reasons = Dictionary(unread.map { ($0.name, $0.reason) }, uniquingKeysWith: { a, _ in a })
    for folder in folders.indices {
      for file in folders[folder].files.indices {
        folders[folder].files[file].wasUnreadable = reasons[folders[folder].files[file].relative]
      }
    }
  }

  private static func files(below folder: RawPath, relative: String, depth: Int = 0) -> [File] {
    guard depth < 8 else { return [] }
    guard let entries = folder.entries() else {
      // What may lie in it is not read, and that is told.
      return [
        File(relative: relative + "/（无法列出的文件夹）", path: folder, bytes: 0, received: 0, wasUnreadable: .closed)
      ]
    }
    return entries.flatMap { name, path -> [File] in
      guard let status = path.status else { return [] }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: return files(below: path, relative: relative + "/" + name, depth: depth + 1)
      case S_IFREG:
        return [
          File(
            relative: relative + "/" + name, path: path, bytes: Int(status.st_size), received: status.st_mtim.tv_sec)
        ]
      default: return []
      }
    }
  }
}

extension PipelineFile {
  /// Whether `ignore` names a file: by its path in the inbox or from one of its folders on, or by the name of any of them; `*` stands for
  /// any characters and `?` for one.
  func ignores(_ relative: String) -> Bool {
    guard !ignore.isEmpty else { return false }
    let parts = relative.split(separator: "/")
    let names = parts.map(Array.init) + parts.indices.map { Array(parts[$0...].joined(separator: "/")) }
    return ignore.contains { pattern in names.contains { Self.matches(Array(pattern)[...], $0[...]) } }
  }

  // By characters, whatever the locale of the machine: what is published may not depend on it.
  private static func matches(_ pattern: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
    guard let sign = pattern.first else { return name.isEmpty }
    let rest = pattern.dropFirst()
    if sign == "*" { return (name.startIndex...name.endIndex).contains { matches(rest, name[$0...]) } }
    return !name.isEmpty && (sign == "?" || sign == name.first) && matches(rest, name.dropFirst())
  }
}

/// Under which names the pipeline knows its counties, and what it sets for each.
struct CountyNames {
  private let register: Register
  private var positions: [String: Int] = [:]
  /// What is set for the counties that the pipeline file names; empty where the inbox's folders name them.
  private(set) var settings: [Int: PipelineFile.County] = [:]

  init(_ pipeline: PipelineFile, register: Register) throws {
    self.register = register
    guard let counties = pipeline.counties else {
      for (index, county) in register.counties.enumerated() {
        positions[county.name] = index
        positions[county.code] = index
      }
      return
    }
    for county in counties {
      guard let index = register.county(named: county.name) else {
        let near = nearest(county.name, of: register.counties.map(\.name))
        throw SetupError(
          pipeline.file,
          zh: "名册中没有县“\(county.name)”" + (near.map { "；是否为“\($0)”？" } ?? ""),
          en: "the register has no county \"\(county.name)\"" + (near.map { "; did you mean \"\($0)\"?" } ?? ""),
          mend: near.map { "- name: \($0)" })
      }
      settings[index] = county
      for folder in county.folders + [county.name, register.counties[index].name, register.counties[index].code] {
        positions[folder] = index
      }
    }
  }

  /// The county of a folder, a name or a code.
  func county(named name: String) -> Int? { positions[name] }

  /// What is set for a county, which a folder may name.
  func setting(of county: Int, folder: String? = nil) -> PipelineFile.County {
    settings[county] ?? .init(name: folder ?? register.counties[county].name, folders: [], columns: [:], unit: nil)
  }
}
