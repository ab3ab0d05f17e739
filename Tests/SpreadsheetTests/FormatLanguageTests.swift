import Support
import Testing

@testable import Spreadsheet

/// Number formats of other languages: whose era and names a tag asks for, and what General is called.
struct FormatLanguageTests {
  private func cell(_ code: String, _ value: String) throws -> (raw: String, shown: String) {
    let text = WorkbookText(rows: #"<row r="1"><c r="A1" s="1"><v>\#(value)</v></c></row>"#, styles: stylesText([code]))
    let grid = try Workbook(bytes: text.bytes, name: "x").grid(ofSheet: 0)
    let cell = try #require(grid.cells.first)
    return (grid.raw(cell), grid.display(cell))
  }

  static let looks: [(code: String, value: String, shown: String)] = [
    ("[$-ja-JP-x-gannen]ggge\"年\"m\"月\"d\"日\";@", "44227", "令和3年1月31日"),
    ("[$-ja-JP-x-gannen,80]ggge\"年\"", "43800", "令和元年"),
    ("[$-411]ggge\"年\"", "43800", "令和1年"),
    ("[$-zh-Hans-CN]dddd", "44227", "星期日"),
    ("[$-kok-IN]dddd", "44227", "Sunday"),
    ("G/標準\"人\"", "3", "3人"),
    ("[$-zh-Hant-TW]e\"年\"", "44227", "110年"),
    ("[$-zh-Hant]e\"年\"", "44227", "110年"),
    ("[$-zh-Hant-HK]e\"年\"m\"月\"", "44227", "2021年1月"),
    ("[$-zh-Hant-MO]gge", "44227", "2021"),
  ]

  @Test("values as a tag's language shows them", arguments: looks.indices)
  func valuesAreShown(_ index: Int) throws {
    let sample = Self.looks[index]
    #expect(try cell(sample.code, sample.value).shown == sample.shown, "\(sample.code) of \(sample.value)")
  }

  @Test(
    "General in another language is General where it is all of the code",
    arguments: [
      "Standard", "STANDARD", "Geral", "Genérico", "Estándar", "Generale", "Genel", "Normál", "Основной", "G/標準",
      "G/표준",
      "G/通用格式",
    ])
  func generalWords(_ code: String) throws {
    #expect(try cell(code, "43210.75").raw == "43210.75")
    #expect(try cell(code, "43210.75").shown == "43210.75")
    #expect(try cell(code, "-1").shown == "-1")
  }

  @Test(
    "words that stand beside or in quotes are no General",
    arguments: [
      ("\"Standard\"", "5", "Standard"), ("\"Standard \"0", "5", "Standard 5"), ("dd.mm.yyyy", "44227", "31.01.2021"),
      ("ddd", "44227", "Sun"), ("ggge", "44227", "2021"), ("mmmm", "44227", "January"),
    ])
  func noGeneralWords(_ code: String, _ value: String, _ shown: String) throws {
    #expect(try cell(code, value).shown == shown)
  }
}
