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
  // A life has many texts, and a night may have tens of thousands: what is looked up is its position.
  let known = Dictionary(
    before.enumerated().map { ($1.sighting.fingerprint, $0) }, uniquingKeysWith: { a, _ in a })
  let given = Dictionary(acknowledgements.map { ($0.fingerprint, $0) }, uniquingKeysWith: { _, b in b })
  var seen: Set<String> = []
  seen.reserveCapacity(sightings.count)
  var lives: [FindingLife] = []
  lives.reserveCapacity(sightings.count + before.count)
  for sighting in sightings where seen.insert(sighting.fingerprint).inserted {
    var life: FindingLife
    if let position = known[sighting.fingerprint] {
      life = before[position]
      // A run that is absorbed a second time is not seen a second time.
      if life.lastRun != run.id { life.timesSeen += 1 }
      life.sighting = sighting
      life.status = life.firstRun == run.id ? .new : .open
      life.lastSeen = run.day
      life.lastRun = run.id
    } else {
      life = FindingLife(sighting, firstSeen: run.day, lastSeen: run.day, firstRun: run.id, lastRun: run.id)
    }
    (life.acknowledgedBy, life.until, life.reason) = ("", "", "")
    if let word = given[sighting.fingerprint],
      word.state(of: sighting, asOf: run.asOf, isHeld: unseen.contains(sighting.county)) == .holds
    {
      life.status = .acknowledged
      (life.acknowledgedBy, life.until, life.reason) = (word.by, word.until, word.reason)
    }
    lives.append(life)
  }
  for (position, life) in before.enumerated()
  where known[life.sighting.fingerprint] == position && !seen.contains(life.sighting.fingerprint) {
    var life = life
    if !unseen.contains(life.sighting.county) {
      life.status = .resolved
    } else if life.status == .new {
      life.status = .open
    }
    lives.append(life)
  }
  order(&lives)
  return lives
}

/// Orders lives by fingerprint, in place: positions are sorted, and each life goes to its place at once, for it is long.
private func order(_ lives: inout [FindingLife]) {
  let prints = lives.map(\.sighting.fingerprint)
  var from = prints.indices.sorted { prints[$0] < prints[$1] }
  for start in from.indices {
    var at = start
    while from[at] != start {
      let next = from[at]
      lives.swapAt(at, next)
      from[at] = at
      at = next
    }
    from[at] = at
  }
}
