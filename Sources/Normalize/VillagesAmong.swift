import Domain
import Spreadsheet

extension Table {
  /// 村（社区）总数 │ 其中：村 │ 其中：社区: the fund pays villages, which the second column counts, where both parts come to the first in every row.
  mutating func settleVillagesAmong(_ grid: Grid) {
    guard let total = column(.villageCount), Text.has(paths[total] ?? "", anyOf: "社居") else { return }
    func counted(as words: Set<String>) -> Int? {
      let columns = unknown.filter { column in
        var word = Text.headerWords(String(paths[column]?.split(separator: "›").last ?? ""))
        if word.hasPrefix("其中") { word = String(word.dropFirst(2)) }
        return words.contains(word.trimmingPrefix(":").description)
      }
      return columns.count == 1 ? columns[0] : nil
    }
    guard let villages = counted(as: ["村", "村数", "行政村", "行政村数", "村委会", "村委会数"]),
      let others = counted(as: ["社区", "社区数", "居委会", "居委会数", "社区居委会"])
    else { return }
    let rows = body.prefix(80).compactMap { row -> Bool? in
      guard let all = number(row, total, grid) else { return nil }
      return (number(row, villages, grid) ?? 0) + (number(row, others, grid) ?? 0) == all
    }
    guard !rows.isEmpty, rows.allSatisfy(\.self) else { return }
    (fields[total], fields[villages], fields[others]) = (.other, .villageCount, .other)
    unknown.removeAll { $0 == villages || $0 == others }
  }
}
