/// The formats of a workbook, as far as reading needs them.
public struct Styles: Sendable {
  /// What a cell's format says of numbers and text.
  struct CellFormat: Sendable {
    var format: Int
    var nature: Nature
    var isStruck: Bool
  }

  /// What numbers in a format are.
  enum Nature: UInt8, Sendable {
    case plain
    case date
    case duration
  }

  private(set) var formats: [NumberFormat] = [.general]
  private(set) var cellFormats: [CellFormat] = []

  /// No formats.
  public init() {}

  /// The number format of a cell, as written in the workbook; `General` where there is none.
  public func formatCode(of cell: Cell) -> String { format(cell.style).code }

  func nature(_ style: Int) -> Nature { cellFormats.indices.contains(style) ? cellFormats[style].nature : .plain }

  func format(_ style: UInt16) -> NumberFormat {
    let index = Int(style)
    return cellFormats.indices.contains(index) ? formats[cellFormats[index].format] : formats[0]
  }

  func isStruck(_ style: UInt16) -> Bool {
    cellFormats.indices.contains(Int(style)) && cellFormats[Int(style)].isStruck
  }

  /// Adds the next cell format.
  mutating func append(code: String, isStruck: Bool, known: inout [String: Int]) {
    let index: Int
    if let seen = known[code] {
      index = seen
    } else {
      index = formats.count
      formats.append(NumberFormat(code))
      known[code] = index
    }
    let format = formats[index]
    let nature: Nature = format.isDuration ? .duration : format.isDate ? .date : .plain
    cellFormats.append(CellFormat(format: index, nature: nature, isStruck: isStruck))
  }
}
