import Crypto
import Domain
import Foundation
import Normalize

/// The files of an inbox, by county, and what lies beside the counties' folders.
struct Inbox {
  /// Why a file could not be read.
  enum Unreadable: String, Codable, Sendable {
    /// It cannot be opened.
    case closed
    /// It changed while it was read.
    case growing
  }

  /// A file as it lay there when the folder was listed.
  struct File: Sendable {
    var relative: String
    var path: RawPath
    var bytes: Int
    var received: Int
    /// Why the run that is done again could not read it.
    var wasUnreadable: Unreadable?
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

  init(path: String, pipeline: PipelineFile, register: Register, skipping known: [String]) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw SetupError(path, zh: "收件文件夹不存在", en: "the inbox folder does not exist")
    }
    guard let entries = RawPath(path).entries() else {
      throw SetupError(path, zh: "收件文件夹无法读取", en: "the inbox folder cannot be read")
    }
    let known = Set(known.map { URL(fileURLWithPath: $0).standardizedFileURL.path })
    var countyOf: [String: Int] = [:]
    var settings: [Int: PipelineFile.County] = [:]
    if let counties = pipeline.counties {
      for county in counties {
        guard let index = register.county(named: county.name) else {
          throw SetupError(
            pipeline.file, zh: "名册中没有县“\(county.name)”", en: "the register has no county \"\(county.name)\"")
        }
        settings[index] = county
        for folder in county.folders + [county.name, register.counties[index].name, register.counties[index].code] {
          countyOf[folder] = index
        }
      }
    } else {
      for (index, county) in register.counties.enumerated() {
        countyOf[county.name] = index
        countyOf[county.code] = index
      }
      for (name, _) in entries {
        if let index = countyOf[name] { settings[index] = .init(name: name, folders: [], columns: [:], unit: nil) }
      }
    }
    var files: [Int: [File]] = [:]
    for (name, entry) in entries {
      if let county = countyOf[name], let status = entry.status, status.st_mode & S_IFMT == S_IFDIR {
        files[county, default: []] += Self.files(below: entry, relative: name)
      } else if !known.contains(URL(fileURLWithPath: path + "/" + name).standardizedFileURL.path),
        !pipeline.ignore.contains(name),
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
  mutating func mark(_ unread: [RunManifest.Unread]) {
    let reasons = Dictionary(unread.map { ($0.name, $0.reason) }, uniquingKeysWith: { a, _ in a })
    for folder in folders.indices {
      for file in folders[folder].files.indices {
        folders[folder].files[file].wasUnreadable = reasons[folders[folder].files[file].relative]
      }
    }
  }

  private static func files(below folder: RawPath, relative: String, depth: Int = 0) -> [File] {
    guard depth < 8, let entries = folder.entries() else { return [] }
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

/// SHA-256 in hexadecimal.
func sha256(_ bytes: some DataProtocol) -> String {
  hexadecimal(SHA256.hash(data: bytes))
}

/// The first 12 hexadecimal digits of a text's SHA-256.
func shortDigest(_ text: String) -> String {
  var text = text
  return text.withUTF8 { bytes in
    var hash = SHA256()
    hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
    return hexadecimal(hash.finalize().prefix(6))
  }
}

/// SHA-256 as bytes.
func digestBytes(_ bytes: some DataProtocol) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

/// Bytes, at most 32 of them, as hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { buffer in
    var count = 0
    for byte in bytes {
      buffer[count] = byte
      count += 1
    }
    // Up to 15 digits a String needs no memory of its own.
    return String(unsafeUninitializedCapacity: count * 2) { out in
      for index in 0..<count {
        let byte = buffer[index]
        out[index * 2] = hexadecimalDigit(byte >> 4)
        out[index * 2 + 1] = hexadecimalDigit(byte & 15)
      }
      return count * 2
    }
  }
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
