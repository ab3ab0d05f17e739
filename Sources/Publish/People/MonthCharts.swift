import Domain

/// The charts: what is due to each county beside what was allocated, and each county's heads by month.
struct MonthCharts {
  private let voice: Voice
  // More pictures than fit a few screens are no help; the tables have all counties.
  private static let countiesShown = 24
  // As many as make a picture of the height that the others have beside it.
  private static let countiesInPicture = 4

  init(_ voice: Voice) { self.voice = voice }

  /// Geometry and words for the template.
  var content: Fields {
    let counties = voice.bulletin.counties
    let shown = Array(counties.prefix(Self.countiesShown))
    let more = counties.count - shown.count
    let largest = max(
      1, shown.flatMap { [$0.figures.tally.due, $0.figures.allocated?.amount] }.compactMap { $0?.fen }.max() ?? 1)
    let pictures = stride(from: 0, to: shown.count, by: Self.countiesInPicture).map { start in
      amounts(Array(shown[start..<min(start + Self.countiesInPicture, shown.count)]), largest: largest)
    }
    return [
      "charts": pictures + shown.filter { !$0.figures.months.isEmpty }.map(months), "hasMoreCharts": more > 0,
      "moreCharts": voice.text(
        "另有 \(more) 县，见 counties.csv 与 months.csv。", "\(more) more counties are in counties.csv and months.csv."),
    ]
  }

  private func rect(_ x: Int, _ y: Int, _ w: Int, _ h: Int, _ color: String) -> Fields {
    ["x": "\(x)", "y": "\(y)", "w": "\(w)", "h": "\(h)", "color": color]
  }

  private func label(_ x: Int, _ y: Int, _ text: String, size: Int = 12, anchor: String = "start") -> Fields {
    ["x": "\(x)", "y": "\(y)", "text": text, "size": "\(size)", "anchor": anchor]
  }

  /// Two bars a county, each with its name and amount beside it, so that no legend is needed.
  private func amounts(_ counties: [Bulletin.County], largest: Int64) -> Fields {
    let pairs = counties.map { ($0.entry.name, $0.figures.tally.due, $0.figures.allocated?.amount) }
    func length(_ amount: Money?) -> Int { amount.map { Int(max(0, $0.fen) * 180 / largest) } ?? 0 }
    var rects: [Fields] = []
    var labels: [Fields] = []
    let missing = voice.text("缺", "missing")
    for (index, (name, due, allocated)) in pairs.enumerated() {
      let y = index * 58
      labels.append(label(0, y + 14, name, size: 13))
      for (offset, word, amount, color) in [
        (20, voice.text("应发", "due"), due, "#1f4e79"), (37, voice.text("下达", "allocated"), allocated, "#8fb4d6"),
      ] {
        labels.append(label(0, y + offset + 11, word, size: 11))
        rects.append(rect(58, y + offset, length(amount), 13, color))
        labels.append(label(62 + length(amount), y + offset + 11, amount?.grouped ?? missing, size: 11))
      }
    }
    let words = pairs.map { "\($0.0) \($0.1?.grouped ?? missing) / \($0.2?.grouped ?? missing)" }.joined(
      separator: "; ")
    return [
      "height": "\(max(20, pairs.count * 58))", "rects": rects, "labels": labels,
      "alt": voice.text("各县应发与下达：", "due and allocated by county: ") + words,
      "caption": voice.text("各县应发与下达（元）", "Due and allocated by county (yuan)"),
    ]
  }

  /// A column a month with its heads above it.
  private func months(_ county: Bulletin.County) -> Fields {
    let months = county.figures.months
    let largest = max(1, months.map(\.heads).max() ?? 1)
    let width = max(2, 360 / max(1, months.count))
    var rects: [Fields] = []
    var labels: [Fields] = []
    // A digit is about six tenths of its size wide: figures of many digits are smaller, so that they stay apart.
    let size = min(10, max(6, (width - 2) * 10 / (6 * "\(largest)".utf8.count)))
    for (index, month) in months.enumerated() {
      let height = max(0, month.heads) * 96 / largest
      rects.append(rect(index * width + 3, 116 - height, max(1, width - 6), height, "#1f4e79"))
      let isLabelled = months.count <= 13
      if isLabelled {
        labels.append(label(index * width + width / 2, 112 - height, "\(month.heads)", size: size, anchor: "middle"))
        labels.append(
          label(index * width + width / 2, 130, String("\(month.month)".suffix(2)), size: 10, anchor: "middle"))
      }
    }
    let words = months.map { "\($0.month) \($0.heads)" }.joined(separator: ", ")
    return [
      "height": "136", "rects": rects, "labels": labels,
      "alt": county.entry.name + voice.text("逐月人数：", ", heads by month: ") + words,
      "caption": county.entry.name + voice.text(" 逐月发放人数", ": heads by month"),
    ]
  }
}
