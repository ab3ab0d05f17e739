import Domain
import Spreadsheet

/// Sheets that hold no table, and tables that are no document.
extension UploadReader {
  /// A sheet without a header: notes, or figures that nobody can tell the meaning of.
  mutating func noTable(_ grid: Grid, place: Place, isVisible: Bool, name: String) {
    if PersonalForm.isOne(grid, vocabulary) { return tellForm(place: place, isVisible: isVisible) }
    if isContents(grid, sheet: place.sheet) { return setAside(place, zh: "是目录", en: "it lists the other sheets") }
    guard grid.cells.contains(where: { $0.kind == .number }) || grid.rows.count > 30 || listsFigures(grid) else {
      return setAside(place, zh: "只有说明文字", en: "it holds notes only")
    }
    out.unread.append(
      Discrepancy(
        .headerNotFound, severity: isVisible ? nil : .warning,
        subject: Subject(county: county, detail: name + place.sheet), period: context.policy.period, field: "header",
        spots: [.init(place)], level: .county, touches: .row,
        zh: "没有找到表头：至少要有村名（或镇名、姓名）和人数、金额等列名",
        en: "no header row: it needs at least a village, town or name column beside figures"))
  }

  /// Whether a sheet is called 目录 and holds nothing but titles and small numbers of sheets or pages.
  private func isContents(_ grid: Grid, sheet: String) -> Bool {
    guard ["目录", "目次", "索引", "清单目录", "表格目录"].contains(Text.squeezed(sheet)) else { return false }
    return grid.cells.allSatisfy { $0.kind == .text || $0.kind == .number && (0..<200).contains($0.number) }
  }

  /// Whether rows of a CSV, whose numbers are texts, list figures behind words.
  private func listsFigures(_ grid: Grid) -> Bool {
    let listed = grid.rows.prefix(30).count { row in
      let cells = grid.cells[row.cells]
      guard cells.count >= 3 else { return false }
      return cells.contains { cell in
        if cell.kind == .text, case .number = NumberText(grid.texts[cell.text]) { true } else { false }
      }
    }
    return listed >= 2
  }

  /// A table whose columns make no document: it may have been meant as one, so what it lacks is said.
  mutating func noDocument(_ table: Table, place: Place, grid: Grid, isVisible: Bool) {
    if PersonalForm.isOne(grid, vocabulary) { return tellForm(place: place, isVisible: isVisible) }
    let has = Set(table.fields.values)
    let isOfMembers = has.contains(.idNumber) || has.contains(.role) || has.contains(.account)
    let isPlaced = !has.isDisjoint(with: [.village, .town, .code])
    var missing: [(zh: String, en: String)] = []
    if isOfMembers && !has.contains(.name) { missing.append(("姓名", "name")) }
    if !isPlaced { missing.append(("村名或镇名", "village or town")) }
    if !isOfMembers { missing.append(("人数或金额", "heads or amount")) }
    let row = grid.rows[table.header.lowerBound].number
    var spot = place
    spot.cell = Place.range(
      row: row, column: table.paths.keys.min() ?? 1, toRow: row, toColumn: table.paths.keys.max() ?? 1)
    out.unread.append(
      Discrepancy(
        .headerNotFound, severity: isVisible ? nil : .warning,
        subject: Subject(county: county, detail: place.file + place.sheet), period: context.policy.period,
        field: "header",
        spots: [
          .init(
            spot, raw: Mask.numbers(in: table.paths.sorted { $0.key < $1.key }.map(\.value).joined(separator: " │ ")))
        ],
        level: .county, touches: .row,
        zh: "第 \(row) 行像是表头，但缺少：\(missing.map(\.zh).joined(separator: "、"))；可在流程文件的 columns 中指明列名",
        en:
          "row \(row) looks like a header, but lacks: \(missing.map(\.en).joined(separator: ", ")); name the columns under columns in the pipeline file"
      ))
  }
}
