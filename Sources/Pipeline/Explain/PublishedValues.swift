import Foundation

/// The runs of an output folder that are still there, oldest first.
public func publishedRuns(_ output: String) -> [String] { OutputFolder.runs(output) }

/// The values of some columns of a table of the current publication, row by row; nothing where there is none to read.
public func publishedValues(_ output: String, table: String, columns: [String]) -> [String] {
  guard let table = try? ReferenceTable(path: output + "/current/\(table).csv", columns: columns) else { return [] }
  return table.rows.flatMap { row in columns.map { row[$0] } }.filter { !$0.isEmpty }
}
