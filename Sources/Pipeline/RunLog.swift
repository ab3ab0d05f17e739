import Domain
import History
import Logging

/// What a run tells while it runs: facts about files, counties and stages, never about persons.
struct RunLog: Sendable {
  private let logger: Logger

  /// A log whose every line names the run.
  init(_ logger: Logger, run: String) {
    var logger = logger
    logger[metadataKey: "run"] = "\(run)"
    self.logger = logger
  }

  func begins(_ pipeline: PipelineFile, _ inbox: Inbox, setup: Int) {
    logger.info(
      "run begins",
      metadata: [
        "pipeline": "\(pipeline.name)", "program": "\(programVersion)", "counties": "\(inbox.folders.count)",
        "milliseconds": "\(setup)",
      ])
    for name in inbox.ignored {
      logger.info("no upload, as ignore: says", metadata: ["file": "\(Mask.numbers(in: name))"])
    }
  }

  /// It is told also where no log is asked for: nothing that is published may depend on the clock.
  func found(_ future: FutureUploads?) {
    guard let future else { return }
    logger.error(
      "upload dated in the future",
      metadata: [
        "file": "\(future.file)", "day": "\(future.day)", "files": "\(future.count)",
        "effect": "\(FutureUploads.effect.zh) / \(FutureUploads.effect.en)",
        "mend": "\(FutureUploads.mend.zh) / \(FutureUploads.mend.en)",
      ])
  }

  func read(_ inputs: [SeenInput]) {
    for input in inputs {
      logger.info(
        "file read",
        metadata: [
          // People are careless with what they name their files after.
          "file": "\(Mask.numbers(in: input.name))", "county": "\(input.county)", "bytes": "\(input.bytes)",
          "rows": "\(input.rows ?? 0)", "status": "\(input.status)", "sha256": "\(input.sha256.prefix(12))",
        ])
    }
  }

  func reconciled(_ county: Register.County, _ result: CountyResult) {
    let severe = result.discrepancies.count { $0.severity >= .error }
    let metadata: Logger.Metadata = [
      "county": "\(county.code)", "name": "\(county.name)", "status": "\(result.figures.status.rawValue)",
      "discrepancies": "\(result.discrepancies.count)", "errors": "\(severe)", "milliseconds": "\(result.milliseconds)",
    ]
    switch result.figures.status {
    case .current: logger.info("county reconciled", metadata: metadata)
    case .lastGood: logger.warning("county held at its last good upload", metadata: metadata)
    case .missing: logger.warning("county missing", metadata: metadata)
    }
  }

  func published(_ folder: String, tables: Int) {
    logger.notice("published", metadata: ["folder": "\(folder)", "tables": "\(tables)"])
  }

  func ends(_ outcome: RunOutcome, _ clock: StageClock) {
    var metadata: Logger.Metadata = ["exit_code": "\(outcome.exitCode)", "milliseconds": "\(clock.total)"]
    for stage in clock.stages { metadata[stage.name + "_milliseconds"] = "\(stage.milliseconds)" }
    for (severity, count) in outcome.counts { metadata[severity.rawValue] = "\(count)" }
    logger.info("run ends", metadata: metadata)
  }
}
