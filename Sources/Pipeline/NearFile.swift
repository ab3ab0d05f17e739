import Domain
import Foundation

/// The file beside a path that is not there whose name is nearest; nil where none is near.
public func nearFile(_ path: String) -> String? {
  guard !FileManager.default.fileExists(atPath: path) else { return nil }
  // Foundation's own parts of a path end the program at one of a single character.
  let given = path.reversed().drop { $0 == "/" }
  let name = String(given.prefix { $0 != "/" }.reversed())
  let folder = String(given.dropFirst(name.count).reversed())
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
  return nearest(name, of: names.filter { !$0.hasPrefix(".") }).map { folder + $0 }
}

extension SetupError {
  /// A file that is not there or not to be read, with the one that may be meant.
  public static func unreadable(_ path: String) -> SetupError {
    let near = nearFile(path)
    return SetupError(
      path, zh: "文件不存在或无法读取" + (near.map { "；是否为 \($0)？" } ?? ""),
      en: "the file does not exist or cannot be read" + (near.map { "; did you mean \($0)?" } ?? ""))
  }
}
