/// How long each stage of a run took, in the order in which they ended.
struct StageClock {
  /// A stage that has ended.
  struct Stage: Sendable, Codable {
    var name: String
    var milliseconds: Int
  }

  private(set) var stages: [Stage] = []
  private let clock = ContinuousClock()
  private let began: ContinuousClock.Instant
  private var last: ContinuousClock.Instant

  init() {
    began = clock.now
    last = began
  }

  /// Ends a stage; the next one begins with it.
  mutating func end(_ name: String) {
    let now = clock.now
    stages.append(Stage(name: name, milliseconds: Self.milliseconds(now - last)))
    last = now
  }

  /// Since the clock was made.
  var total: Int { Self.milliseconds(clock.now - began) }

  private static func milliseconds(_ duration: Duration) -> Int {
    Int(duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000)
  }
}
