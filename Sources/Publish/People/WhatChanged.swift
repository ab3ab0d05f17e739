import Domain

/// What differs from the publication before: sums first, then what is new and what is gone.
struct WhatChanged {
  private let voice: Voice

  // Budget lines and counties change few values; villages and members are counted here and told in changes.csv.
  private static let shown: Set<String> = ["budget", "counties"]
  private static let valuesShown = 40
  private static let findingsShown = 10

  init(_ voice: Voice) { self.voice = voice }

  private func text(_ zh: String, _ en: String) -> String { voice.text(zh, en) }

  /// Words and rows for the template.
  var content: Fields {
    guard let since = voice.bulletin.since else { return ["hasSince": false] }
    let values = since.values.filter { Self.shown.contains($0.dataset) }
    let findings = voice.bulletin.findings
    let fresh = findings.indices.filter {
      since.new.contains(findings[$0].fingerprint) && findings[$0].discrepancy.severity >= .warning
    }
    let gone = since.resolved.filter { $0.severity != Severity.info.rawValue }
    let others = since.values.count - min(values.count, Self.valuesShown)
    let isSame = since.values.isEmpty && fresh.isEmpty && gone.isEmpty
    return [
      "hasSince": true,
      "sinceLine": isSame
        ? text("与 \(since.run) 相比，数字和差异都没有变化。", "Nothing differs from \(since.run).")
        : text(
          "与 \(since.run) 相比：\(since.values.count) 个数字有变化，新增差异 \(fresh.count) 项，消除 \(gone.count) 项。",
          "Since \(since.run): \(since.values.count) values differ, \(fresh.count) discrepancies are new and \(gone.count) are gone."
        ),
      "hasSinceValues": !values.isEmpty,
      "sinceHeads": [
        (text("县、科目", "county, line"), ""), (text("项目", "figure"), ""), (text("上次", "before"), "n"),
        (text("本次", "now"), "n"), (text("变化", "change"), "n"),
      ].map { ["name": $0.0, "class": $0.1] as Fields },
      "sinceValues": values.prefix(Self.valuesShown).map(row),
      "sinceLists": [
        list(
          text("新增", "New"), fresh.count,
          fresh.prefix(Self.findingsShown).map { findings[$0] }.map {
            "\($0.discrepancy.code.rawValue) \(voice.subject($0)): \(visible($0.discrepancy.message.text(voice.language)))"
          }),
        list(
          text("已消除", "Gone"), gone.count,
          gone.prefix(Self.findingsShown).map {
            "\($0.code) \(subject($0)): \(visible($0.message.text(voice.language)))"
          }),
      ].compactMap(\.self),
      "sinceMore":
        (others > 0
        ? [
          [
            "text": text(
              "另有 \(others) 个村、镇、成员等的数字，见 changes.csv。",
              "\(others) more values, of villages, towns and members, are in changes.csv.")
          ]
        ]
        : []) as [Fields],
    ]
  }

  private func row(_ value: Bulletin.Since.Value) -> Fields {
    let schema: Schema = value.dataset == "budget" ? .budget : .counties
    let counties = voice.bulletin.counties
    let missing = text("缺", "missing")
    return [
      "row": visible(
        counties.first { $0.entry.code == value.key }?.entry.name ?? lineName(value.key, voice.language)),
      "field": schema.columns.first { $0.name == value.field }?.title.text(voice.language) ?? value.field,
      "before": value.before.isEmpty ? missing : changedValue(value.before, of: value.field, in: voice.language),
      "after": value.after.isEmpty ? missing : changedValue(value.after, of: value.field, in: voice.language),
      "delta": value.delta.map { ($0.fen > 0 ? "+" : "") + $0.grouped } ?? "",
    ]
  }

  /// Where a finding that is gone stood.
  private func subject(_ seen: Sighting) -> String {
    let register = voice.bulletin.publication.context.register
    let county = register.counties.first { $0.code == seen.county }?.name
    let village = register.villages.first { $0.code == seen.village }?.name
    let names = [county, village].compactMap(\.self)
    return names.isEmpty ? text("全局", "the fund") : names.joined(separator: " ")
  }

  /// The first of a number of findings, in words.
  private func list(_ title: String, _ count: Int, _ texts: [String]) -> Fields? {
    guard count > 0 else { return nil }
    let more = count - texts.count
    let items = texts + (more > 0 ? [text("另有 \(more) 项", "and \(more) more")] : [])
    return ["title": "\(title) (\(count))", "items": items.map { ["text": $0] as Fields }]
  }
}
