public import Domain

/// The run that sees.
public struct RunStamp: Sendable {
  /// Its name.
  public var id: String
  /// The day on which it ran.
  public var day: String
  /// The date that its outputs are as of; acknowledgements run out by it, never by the clock.
  public var asOf: CalendarDate

  /// A run's name and days.
  public init(id: String, day: String, asOf: CalendarDate) {
    self.id = id
    self.day = day
    self.asOf = asOf
  }
}

/// The lives of all discrepancies after a run, by fingerprint.
///
/// What a held county's refused upload does not show is not resolved: nobody has looked. So findings of `unseen` counties
/// that the run did not see stay as they were.
public func lives(
  after before: [FindingLife], seeing sightings: [Sighting], acknowledgements: [Acknowledgement], in run: RunStamp,
  unseen: Set<String>
) -> [FindingLife] {
  var lives = Dictionary(before.map { ($0.sighting.fingerprint, $0) }, uniquingKeysWith: { a, _ in a })
  let given = Dictionary(acknowledgements.map { ($0.fingerprint, $0) }, uniquingKeysWith: { _, b in b })
  var seen: Set<String> = []
  for sighting in sightings where seen.insert(sighting.fingerprint).inserted {
    var life: FindingLife
    if var known = lives[sighting.fingerprint] {
      // A run that is absorbed a second time is not seen a second time.
      if known.lastRun != run.id { known.timesSeen += 1 }
      known.sighting = sighting
      known.status = known.firstRun == run.id ? .new : .open
      known.lastSeen = run.day
      known.lastRun = run.id
      life = known
    } else {
      life = FindingLife(sighting, firstSeen: run.day, lastSeen: run.day, firstRun: run.id, lastRun: run.id)
    }
    (life.acknowledgedBy, life.until, life.reason) = ("", "", "")
    if let word = given[sighting.fingerprint], word.state(of: sighting, asOf: run.asOf) == .holds {
      life.status = .acknowledged
      (life.acknowledgedBy, life.until, life.reason) = (word.by, word.until, word.reason)
    }
    lives[sighting.fingerprint] = life
  }
  for (fingerprint, life) in lives where !seen.contains(fingerprint) && !unseen.contains(life.sighting.county) {
    lives[fingerprint]?.status = .resolved
  }
  for (fingerprint, life) in lives where !seen.contains(fingerprint) && life.status == .new {
    lives[fingerprint]?.status = .open
  }
  return lives.values.sorted { $0.sighting.fingerprint < $1.sighting.fingerprint }
}
