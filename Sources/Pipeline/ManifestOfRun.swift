import Domain
import Foundation
import History

extension RunManifest {
  /// What a run that has begun comes to.
  init(
    run: RunStart, pipeline: String, policy: String, keyID: String, asOf: CalendarDate, inputKey: String,
    settings: Settings, references: [Reference], strays: [String], inputs: [SeenInput], unread: [UnreadFile],
    lost: [LostInput], held: [String], past: Past, lapsed: [String], lines: Lines, discrepancies: [Discrepancy],
    exitCode: Int32
  ) {
    number = run.number
    id = run.id
    self.pipeline = pipeline
    self.policy = policy
    self.keyID = keyID
    self.asOf = "\(asOf)"
    started = timestamp(run.started)
    let now = Date()
    finished = timestamp(now)
    seconds = (now.timeIntervalSince(run.started) * 1000).rounded() / 1000
    self.inputKey = inputKey
    self.settings = settings
    self.references = references
    self.strays = strays
    self.inputs = inputs
    self.unread = unread
    let gone = lost.map { Lost(county: $0.input.county, kept: $0.input.kept, why: $0.why) }
    self.lost = gone.isEmpty ? nil : gone
    previous = past.manifest?.id
    former = past.used
    self.held = held
    tampered = past.tampered
    acknowledgements = past.acknowledgements
    self.lapsed = lapsed
    self.lines = lines
    counts = Dictionary(discrepancies.map { ($0.code.rawValue, 1) }, uniquingKeysWith: +)
    self.exitCode = exitCode
  }
}
