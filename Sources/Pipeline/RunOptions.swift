public import Domain
import Foundation
public import Spreadsheet

/// What a person may set for one run.
public struct RunOptions: Sendable {
  /// Another inbox than the pipeline's.
  public var inbox: String?
  /// A folder of record lines that `normalize` has written, in place of an inbox.
  public var records: String?
  /// Another output folder.
  public var output: String?
  /// Another register.
  public var register: String?
  /// Another report.
  public var report: String?
  /// Only these counties are read anew; the others enter as in `current`.
  public var counties: [String] = []
  /// The severity that makes exit code 1.
  public var failOn: Severity?
  /// Reckon, but publish nothing.
  public var isDryRun = false
  /// Run even if nothing has changed since the last run.
  public var isForced = false
  /// Counties, named as `counties` are, whose shrunken uploads a person has found to be right; `all` for every one.
  public var acceptsShrink: [String] = []
  /// The as-of date.
  public var asOf: CalendarDate?
  /// When the run begins, if not now.
  var started: Date?
  /// How the XML of uploaded workbooks is read.
  public var xml = XMLReading.plain

  /// Told how far the run is, from any thread.
  public var progress: (@Sendable (RunProgress) -> Void)?

  /// Nothing set.
  public init() {}
}
