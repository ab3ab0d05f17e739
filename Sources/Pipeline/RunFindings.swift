import Domain
import History
import Normalize

// What only a whole run can find about its files: strays, the same bytes from two counties, uploads that are late.

/// A file or folder in the inbox's root that belongs to no county.
func stray(_ name: String, policy: Policy) -> Discrepancy {
  Discrepancy(
    .fileOrSheetSetAside, subject: Subject(detail: name), period: policy.period, field: "file",
    spots: [.init(Place(file: name))], level: .fund,
    zh: "“\(name)”不在任何县的文件夹里，未采用", en: "\(name) lies in no county's folder; it is not used")
}

/// DZ705 across counties: one county's bytes sent by another. The one that was seen first is told as the origin.
func sameBytesAcrossCounties(_ results: [CountyResult], register: Register, policy: Policy) -> [Discrepancy] {
  var sent: [String: [(county: Int, input: SeenInput)]] = [:]
  var order: [String] = []
  for result in results {
    // What one program leaves holds the same few bytes everywhere, and a list that came back is no county's data.
    // Neither is an empty file, nor an empty form.
    for input in result.inputs
    where input.bytes > 0 && !result.known.blanks.contains(input.sha256)
      && !isLitter(path: input.name)
      && !result.known.lists.contains(input.name)
    {
      if sent[input.sha256] == nil { order.append(input.sha256) }
      sent[input.sha256, default: []].append((result.figures.county, input))
    }
  }
  return order.flatMap { digest -> [Discrepancy] in
    let files = sent[digest] ?? []
    guard let origin = files.min(by: { ($0.input.firstSeen, $0.county) < ($1.input.firstSeen, $1.county) }) else {
      return []
    }
    return files.filter { $0.county != origin.county }.map { copy in
      let (here, there) = (register.counties[copy.county].name, register.counties[origin.county].name)
      return Discrepancy(
        .sameBytesTwice, severity: .error, subject: Subject(county: copy.county, detail: copy.input.name),
        period: policy.period, field: "file",
        spots: [
          .init(Place(file: copy.input.name)),
          .init(Place(file: origin.input.name), subject: Subject(county: origin.county)),
        ], level: .county, zh: "\(here)的“\(copy.input.name)”与\(there)的“\(origin.input.name)”内容完全相同",
        en: "\(copy.input.name) of \(here) holds the same bytes as \(origin.input.name) of \(there)")
    }
  }
}

extension [SeenInput] {
  /// When the newest came of what somebody has sent, in seconds since 1970: what computers leave by themselves comes with nobody's word.
  var newestReceived: Int? { lazy.filter { !isLitter(path: $0.name) }.map(\.received).max() }
}

/// DZ701: uploads that came after they were due. It warns and never holds a county.
func staleInputs(_ result: CountyResult, due: CalendarDate, asOf: CalendarDate, policy: Policy) -> [Discrepancy] {
  guard let newest = result.inputs.newestReceived, civilDate(newest) < due, asOf > due else { return [] }
  return [
    Discrepancy(
      .staleInput, subject: Subject(county: result.figures.county), period: policy.period, field: "file",
      spots: [.init(Place(file: result.inputs.first?.name ?? ""))], level: .county,
      zh: "最新文件收于 \(civilDate(newest))，应在 \(due) 前更新",
      en: "the newest file came on \(civilDate(newest)); an update was due by \(due)")
  ]
}
