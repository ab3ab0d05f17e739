import Domain
import Spreadsheet

/// What a sheet says otherwise than in its cells: colours that mark rows, and comments that correct figures.
extension TableReader {
  /// DZ205: 标黄为兼任人员 marks rows by a colour that nobody reads; which rows it means is asked for.
  mutating func tellColours() {
    let rows =
      Array(table.header) + table.body.filter { row in grid.rows[row].cells.count <= 3 }
    var spots: [Discrepancy.Spot] = []
    for row in rows {
      for index in grid.rows[row].cells where grid.cells[index].kind == .text {
        let cell = grid.cells[index]
        guard grid.texts.withBytes(of: cell.text, { (9...600).contains($0.count) }) else { continue }
        let text = grid.texts[cell.text]
        guard Self.marksByColour(text) else { continue }
        spots.append(
          .init(cells.place(grid.rows[row].number, Int(cell.column)), raw: Mask.numbers(in: Text.trimmed(text))))
      }
    }
    if spots.isEmpty, Self.marksByColour(table.title) {
      spots = [
        .init(
          cells.place(out.source.headerRows.lowerBound, out.source.span.lowerBound), raw: Mask.numbers(in: table.title))
      ]
    }
    guard let first = spots.first else { return }
    out.discrepancies.append(
      Discrepancy(
        .valueNotParsed, severity: .warning,
        subject: Subject(county: county, town: out.source.town, detail: "\(out.source.sheet)#colour"), period: period,
        field: Field.note.rawValue, spots: spots,
        zh: "“\(first.raw.prefix(60))”用颜色区分各行，颜色无法读取，标注的意思没有采用；请增加一列用文字写明",
        en:
          "\"\(first.raw.prefix(60))\" tells rows apart by colour, which is not read: say it in words in a column of its own"
      ))
  }

  /// DZ205: a comment that says what should stand in its cell, or that its row is paid otherwise; the cell counts as it stands.
  mutating func tellCorrectionsInComments() {
    let corrections = grid.comments.filter { address, text in
      out.source.rows.contains(address.row)
        && Self.corrects(Text.squeezed(text), isZero: grid[address].flatMap { cells.quietly($0, unit: .yuan) } == 0)
    }
    for (address, comment) in corrections.sorted(by: { $0.key < $1.key }) {
      let raw = shown(comment, at: address)
      out.discrepancies.append(
        Discrepancy(
          .valueNotParsed, severity: .warning,
          subject: Subject(
            county: county, town: out.source.town, detail: "\(out.source.sheet)#\(address) comment"), period: period,
          field: Field.note.rawValue,
          spots: [
            .init(cells.place(address.row, address.column), raw: raw, parsed: shown(address))
          ],
          zh: "批注“\(raw.prefix(60))”像是对本格的更正，仍按单元格的内容计算；如批注为准，请改正单元格",
          en:
            "the comment \"\(raw.prefix(60))\" seems to correct the cell, which counts as it stands: mend the cell if the comment holds"
        ))
    }
  }

  /// What stands in a cell that has a comment, as it may be told.
  func shown(_ address: CellAddress) -> String {
    let held = grid[address].map { Text.trimmed(grid.display($0)) } ?? ""
    return holdsNames(address) ? Mask.name(held) : Mask.numbers(in: held)
  }

  /// A comment as it may be told: nobody's number or name whole.
  func shown(_ comment: String, at address: CellAddress) -> String {
    Mask.numbers(in: hidingNames(ofRow: address.row, in: Text.trimmed(comment)))
  }

  /// Whether a cell below the header is one of names.
  private func holdsNames(_ address: CellAddress) -> Bool {
    let columns = [columnOf[.name], table.givenNames, table.namesTogether, table.namesOfConcurrent]
    return address.row > out.source.headerRows.upperBound && columns.contains(address.column)
  }

  /// A text with the names of a row's members masked.
  private func hidingNames(ofRow number: Int, in text: String) -> String {
    guard let column = columnOf[.name], var row = grid.rowIndex(number), number > out.source.headerRows.upperBound,
      !table.isSum(row, grid)
    else { return text }
    var hidden = text
    while row < grid.rows.count, grid.rows[row].number == number {
      let written = cells.text(grid.cell(rowIndex: row, column: column))
      let given = table.givenNames.map { cells.text(grid.cell(rowIndex: row, column: $0)) } ?? ""
      let whole = Text.squeezed(written + given)
      // As it stands, without blanks, and without the post behind it.
      for name in [Text.trimmed(written + given), whole, Self.nameAndSeat(whole).name] where name.count > 1 {
        hidden = hidden.replacing(name, with: Mask.name(name))
      }
      row += 1
    }
    return hidden
  }

  private static func marksByColour(_ text: String) -> Bool {
    guard text.utf8.count >= 9 else { return false }
    let words = Text.squeezed(text)
    return [
      "标红", "标黄", "标蓝", "标绿", "涂红", "涂黄", "红底", "黄底", "底色", "底纹", "红字", "颜色", "红色字", "红色为", "红色的", "红色部分", "红色表示",
      "黄色字", "黄色为", "黄色的", "黄色部分", "黄色表示", "蓝色字", "蓝色为", "蓝色的", "蓝色部分", "绿色为", "绿色的", "绿色部分",
    ].contains { words.contains($0) }
  }

  /// Whether a comment says otherwise than its cell; 兼任，不发 beside a zero does not.
  private static func corrects(_ words: String, isZero: Bool) -> Bool {
    if !isZero, ["不发", "停发"].contains(where: { words.contains($0) }) { return true }
    return ["更正", "应为", "改为", "应改", "实为", "有误", "多发", "少发", "漏发", "应扣", "已退", "离任", "辞职", "去世", "死亡"].contains {
      words.contains($0)
    }
  }
}
