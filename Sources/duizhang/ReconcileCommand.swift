import ArgumentParser
import Foundation
import Glibc
import Pipeline
import Publish

/// `duizhang reconcile`.
struct ReconcileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Record lines of whole counties to the counties' rows of the tables, for engines.",
    discussion: """
      Reads what normalize prints from standard input, a county's lines together, and prints a line a row: table, county, \
      number, and the row as run publishes it, with line ends escaped. Of the table persons the engine brings together who \
      stands in several counties, or is paid to an account that does: --across finds what is wrong with them.
      """)

  @Argument(help: "The pipeline file.")
  var pipeline = ""
  @Option(help: "Another register than the pipeline's.")
  var register: String?
  @Flag(help: "Read persons (county, number, sha256, entry) and print the findings across counties.")
  var across = false
  @Flag(help: "Print each table's name, header and SQL columns, and read nothing.")
  var columns = false

  func validate() throws {
    guard columns || !pipeline.isEmpty else { throw ValidationError(zh: "请给出流程文件", en: "a pipeline file is wanted") }
  }

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    guard !columns else {
      for table in engineTables { print(table.name, table.header, table.columns, separator: "\t") }
      return
    }
    try telling {
      let reckoning = try Reckoning(PipelineFile(path: pipeline), register: register)
      guard !across else { return try put(try reckoning.across(AnyIterator { readLine() })) }
      var (county, lines): (Substring?, [UInt8]) = (nil, [])
      while let line = readLine() {
        let own = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).dropFirst().first
        if own != county, !lines.isEmpty {
          try put(try reckoning.rows(lines))
          lines = []
        }
        county = own
        lines += line.utf8
        lines.append(10)
      }
      if !lines.isEmpty { try put(try reckoning.rows(lines)) }
    }
  }
}
