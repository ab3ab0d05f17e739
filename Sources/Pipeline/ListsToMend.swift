import Foundation
import Publish

/// Writes a county's list to mend. Where an earlier run has written one that says the same, its file is taken: of a night on which one
/// county is corrected, the others' lists need not be made again.
/// - Returns: the key under which the list is kept.
func writeList(_ list: ReturnList, to path: String, _ cache: CountyCache?) throws -> String {
  let key = "list-" + sha256(Array((programVersion + programBuild).utf8) + list.content)
  if let kept = cache?.list(key) {
    let file = try SyncedFile(path, mode: 0o666)
    try file.append([UInt8](kept))
    // Synced with the publication's other files.
    try file.close(synced: false)
    return key
  }
  let name = String(path.split(separator: "/").last ?? "")
  guard let written = list.write(to: path) else { throw WriteError(name) }
  try readBack(path, written: written)
  // What cannot be kept is written anew another time.
  if let bytes = FileManager.default.contents(atPath: path) { try? cache?.keep(list: bytes, key: key) }
  return key
}
