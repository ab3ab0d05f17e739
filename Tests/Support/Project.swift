import Foundation

/// Folders that tests share.
public enum Project {
  /// The project's root.
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  /// The folder of shared material, where it exists.
  public static let shared: String? = {
    let path = URL(fileURLWithPath: root).deletingLastPathComponent().appendingPathComponent("shared").path
    return FileManager.default.fileExists(atPath: path + "/uploads") ? path : nil
  }()

  /// Where this process's scratch folders lie; it goes when the process ends.
  private static let scratch: String = {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("duizhang-tests-\(getpid())").path
    atexit { try? FileManager.default.removeItem(atPath: Project.scratch) }
    return path
  }()

  /// A new empty folder that goes when the tests end.
  public static func temporaryFolder() throws -> String {
    let path = scratch + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }
}

/// The rows of a simple CSV as dictionaries; quoted fields may hold commas and quotes, but no line ends.
public func records(ofCSV path: String) throws -> [[String: String]] {
  var text = try String(contentsOfFile: path, encoding: .utf8)
  if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
  let lines = text.split(whereSeparator: \.isNewline).map { csvFields(String($0)) }
  guard let header = lines.first else { return [] }
  return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { a, _ in a }) }
}

/// The fields of one line of a simple CSV.
public func csvFields(_ line: String) -> [String] {
  var out: [String] = []
  var field = ""
  var quoted = false
  for character in line {
    if character == "\"" {
      quoted.toggle()
    } else if character == ",", !quoted {
      out.append(field)
      field = ""
    } else {
      field.append(character)
    }
  }
  return out + [field]
}
