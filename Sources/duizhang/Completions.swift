import ArgumentParser
import Domain
import Foundation
import Pipeline

/// What a shell offers after TAB: read from the pipeline file or the output folder that the line so far names.
enum Completions {
  static let pipeline = CompletionKind.file(extensions: ["yaml", "yml"])

  /// Names of counties: of the pipeline file in the line, else of the current publication.
  static let counties = CompletionKind.custom { words, _, _ in
    let file = words.first { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
    if let file, let pipeline = try? PipelineFile(path: file), let counties = pipeline.counties {
      return counties.map(\.name)
    }
    return published(words, table: "counties", columns: ["county"])
  }

  /// Codes and names of counties that were published.
  static let countyCodes = CompletionKind.custom { words, _, _ in
    published(words, table: "counties", columns: ["county_code", "county"])
  }

  /// Runs that are still there.
  static let runs = CompletionKind.custom { words, _, _ in publishedRuns(output(words)) }

  /// Fingerprints of findings that are open.
  static let fingerprints = CompletionKind.custom { words, _, _ in
    published(words, table: "discrepancies", columns: ["fingerprint"])
  }

  /// Codes, and the first parts of figures.
  static let explainable = CompletionKind.custom { words, _, _ in
    Code.allCases.map(\.rawValue)
      + published(words, table: "counties", columns: ["county_code", "county"]).map { "counties.\($0)" }
      + published(words, table: "claims", columns: ["claim_id"]).map { "claims.\($0)" }
      + published(words, table: "budget", columns: ["line"]).map { "budget[\($0)]" }
  }

  private static func output(_ words: [String]) -> String {
    if let position = words.firstIndex(of: "--output"), position + 1 < words.count { return words[position + 1] }
    return EnvironmentSettings(ProcessInfo.processInfo.environment)[.output] ?? ".output"
  }

  private static func published(_ words: [String], table: String, columns: [String]) -> [String] {
    var seen: Set<String> = []
    return publishedValues(output(words), table: table, columns: columns).filter { seen.insert($0).inserted }
  }
}
