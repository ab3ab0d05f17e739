import Domain
import Spreadsheet

/// A form about one person, which names what it asks for beside what is filled in: 姓名 │ 张甲 │ 性别 │ 男.
enum PersonalForm {
  /// Whether a sheet is such a form: in several of its rows words of headers stand before their values, one each, a name's and another's of
  /// the person. 姓名 │ 张甲 │ 李乙 is a list that lies on its side.
  static func isOne(_ grid: Grid, _ vocabulary: Vocabulary) -> Bool {
    var fields: Set<Field> = []
    var rows = 0
    for row in grid.rows.prefix(60) {
      let cells = grid.cells[row.cells].filter { !Text.squeezed(grid.display($0)).isEmpty }
      let labels = cells.map { named($0, grid, vocabulary) }
      var isOfPairs = false
      for (position, field) in labels.dropLast().enumerated() {
        guard let field, labels[position + 1] == nil else { continue }
        if field == .name, labels.indices.contains(position + 2),
          PersonName.isLikely(Text.squeezed(grid.display(cells[position + 2]))), labels[position + 2] == nil
        {
          return false
        }
        isOfPairs = true
        fields.insert(field)
      }
      if isOfPairs { rows += 1 }
    }
    let person: Set<Field> = [.idNumber, .role, .village, .sex, .phone, .account, .start]
    return rows >= 3 && fields.contains(.name) && fields.intersection(person).count >= 2
  }

  private static func named(_ cell: Cell, _ grid: Grid, _ vocabulary: Vocabulary) -> Field? {
    guard cell.kind == .text, let found = vocabulary.meaning(grid.texts[cell.text]), found.sureness == .name else {
      return nil
    }
    return found.field
  }
}

extension UploadReader {
  /// DZ103: a form of one person says what a row of a list says, but no table does.
  mutating func tellForm(place: Place, isVisible: Bool) {
    out.unread.append(
      Discrepancy(
        .headerNotFound, severity: isVisible ? nil : .warning,
        subject: Subject(county: county, detail: place.file + place.sheet), period: context.policy.period,
        field: "form",
        spots: [.init(place)], level: .county, touches: .row,
        zh: "是一人一张的表格（如审批表、登记表），项目与内容左右并排，没有采用；请另报每人一行的花名册或发放表，列出镇、村、姓名、身份证号码、职务、月数、金额",
        en:
          "it is a form of one person, which names each thing beside its value, and is not used: send a roster or payment list with a row a person: town, village, name, ID number, role, months, amount"
      ))
  }
}
