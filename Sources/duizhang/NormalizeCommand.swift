import ArgumentParser
import Foundation
import Glibc
import Pipeline
import Spreadsheet

/// `duizhang normalize`.
struct NormalizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "normalize",
    abstract: "Turn uploads into record lines, for engines and other machines; run takes them with --records.",
    discussion: """
      Reads request lines (county, tab, path below the inbox) from standard input, or files as arguments, and prints each \
      upload's records as tab-separated lines (data/README.md). Personal data is masked and keyed. What is wrong with an upload \
      is a record of it; the exit code is 0 all the same, and 2 where the pipeline or its key cannot be used.
      """)

  @Argument(help: "The pipeline file.", completion: Completions.pipeline)
  var pipeline = ""
  @Argument(help: "Files below the inbox; without any, request lines are read from standard input.")
  var files: [String] = []
  @Option(help: "Another inbox than the pipeline's.", completion: .directory)
  var inbox: String?
  @Option(help: "Another register than the pipeline's.", completion: .file())
  var register: String?
  @Flag(help: "Print the inbox as request lines, and read nothing.")
  var list = false
  @Flag(help: "Print the lines' columns by tag, and read nothing.")
  var columns = false
  @Option(help: "Seconds after which an upload is given up.")
  var patience = 600
  @Option(
    help: "How XML is read: plain (plain rows by their bytes, the rest by libxml2) or libxml2 (everything).",
    completion: .list(XMLReading.allCases.map(\.rawValue)), transform: xmlReading)
  var xml = XMLReading.plain
  @OptionGroup var spoken: LanguageArguments
  @Flag(help: .hidden)
  var reader = false

  func validate() throws {
    guard columns || !pipeline.isEmpty else { throw ValidationError(zh: "请给出流程文件", en: "a pipeline file is wanted") }
    guard patience > 0 else {
      throw ValidationError(zh: "--patience 要写 1 以上的秒数", en: "--patience wants a number of seconds from 1")
    }
  }

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    guard !columns else {
      for (tag, names) in recordLineColumns { print(([tag] + names).joined(separator: "\t")) }
      return
    }
    try telling {
      let normalizing = try Normalizing(PipelineFile(path: pipeline), inbox: inbox, register: register, xml: xml)
      if list {
        for line in try normalizing.requests() { print(line) }
      } else if reader {
        while let request = readLine() { try put(try normalizing.lines(request) + [10]) }
      } else {
        let requests = try files.map(normalizing.request)
        let process = ReaderProcess(arguments: readerArguments, patience: patience)
        func answer(_ request: String) throws {
          try put(try process.lines(request) ?? normalizing.linesOfDied(request))
        }
        for request in requests { try answer(request) }
        guard files.isEmpty else { return }
        while let request = readLine() { try answer(request) }
      }
    }
  }

  private var readerArguments: [String] {
    ["normalize", pipeline, "--reader", "--xml", xml.rawValue] + (inbox.map { ["--inbox", $0] } ?? [])
      + (register.map { ["--register", $0] } ?? [])
  }
}

/// Writes to standard output; nobody may be reading it any more.
func put(_ bytes: [UInt8]) throws {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { throw ExitCode(1) }
    rest = rest.dropFirst(count)
  }
}
