import Domain
import Foundation

/// The runs of an output folder that are still there, oldest first.
public func publishedRuns(_ output: String) -> [String] { PublishedRuns.names(output) }

/// The values of some columns of a table of the current publication, row by row; nothing where there is none to read.
public func publishedValues(_ output: String, table: String, columns: [String]) -> [String] {
  guard let table = try? ReferenceTable(path: output + "/current/\(table).csv", columns: columns) else { return [] }
  return table.rows.flatMap { row in columns.map { row[$0] } }.filter { !$0.isEmpty }
}

/// The code of a county of the current publication, by its code or name; what is neither is told with the nearest.
public func publishedCounty(_ word: String, output: String) throws -> String {
  guard let table = try? ReferenceTable(path: output + "/current/counties.csv", columns: ["county_code", "county"])
  else { return word }
  let counties = table.rows.map { (code: $0["county_code"], name: $0["county"]) }
  if let found = counties.first(where: { $0.code == word || $0.name == word }) { return found.code }
  let near = nearest(word, of: counties.flatMap { [$0.code, $0.name] })
  throw SetupError(
    word, zh: "没有这个县“\(word)”" + (near.map { "；是否为“\($0)”？" } ?? ""),
    en: "there is no county \"\(word)\"" + (near.map { "; did you mean \"\($0)\"?" } ?? ""))
}
