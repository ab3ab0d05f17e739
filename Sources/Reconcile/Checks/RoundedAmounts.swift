import Domain

/// DZ507: amounts written in 万元 that agree at their places, told once a column with what rounding leaves over.
func roundedAmounts(_ county: CountyCase) -> [Discrepancy] {
  struct Column: Hashable {
    var source: Int
    var column: Int
  }
  var columns: [Column: [Payment]] = [:]
  for payment in county.payments where payment.agreement.verdict == .rounded {
    guard let column = payment.column else { continue }
    columns[Column(source: payment.source.index, column: column), default: []].append(payment)
  }
  return columns.sorted { ($0.key.source, $0.key.column) < ($1.key.source, $1.key.column) }.compactMap {
    key, payments in
    let source = county.records.sources[key.source]
    guard let rows = payments.map(\.row).span, let scale = source.scales[key.column] else { return nil }
    let due = payments.map(\.due).reduce(.zero, +)
    let paid = payments.map(\.paid).reduce(.zero, +)
    let cells = source.range(rows: rows, columns: key.column...key.column)
    return Discrepancy(
      .roundingResidual, subject: Subject(county: county.records.county, detail: "\(source.sheet)#\(key.column)"),
      period: county.period, field: Field.amount.rawValue,
      spots: [.init(Place(file: source.file, sheet: source.sheet, cell: cells))],
      gap: .money(expected: due, actual: paid), level: .county,
      zh: "\(payments.count) 处金额按所写的 \(scale.places) 位小数（\(scale.unit.rawValue)）相符，尾差合计 \((due - paid).signed) 元",
      en:
        "\(payments.count) amount(s) agree at the \(scale.places) places of \(scale.unit.rawValue) that are written; residual \((due - paid).signed) yuan in all"
    )
  }
}
