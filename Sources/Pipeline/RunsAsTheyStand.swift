public import History

/// The runs of an output folder, newest first, as they stand now: one that was killed is under way in its record until the next run
/// closes it, though nobody holds the lock.
public func runsAsTheyStand(_ history: RunHistory, output: String) throws(HistoryError) -> [RunEntry] {
  var runs = try history.runs()
  guard runs.contains(where: { $0.state == .running }), RunLock.holder(output) == nil else { return runs }
  let current = PublishedRuns.current(output)
  for index in runs.indices where runs[index].state == .running {
    runs[index].state = runs[index].id == current ? .published : .interrupted
  }
  return runs
}
