import Support
import Testing

@testable import Domain
@testable import Normalize

/// Traits of cells that counties send.
@Suite struct CellTraitTests {
  private func amount(_ text: String) -> Trial {
    Trial(payments(rows: ["东镇,山底村,张甲,否,12,\"\(text)\"", "东镇,山底村,李乙,否,12,2880"]))
  }
  private func id(_ text: String) -> Trial {
    Trial(payments(header: "镇,村,姓名,身份证号码,月数,金额", rows: ["东镇,山底村,张甲,\(text),12,2880", "东镇,山底村,李乙,,12,2880"]))
  }
  private func start(_ text: String) -> YearMonth? {
    Trial(payments(header: "镇,村,姓名,任职时间,月数,金额", rows: ["东镇,山底村,张甲,\(text),12,2880", "东镇,山底村,李乙,,12,2880"]))
      .records.members[0].start
  }

  @Test(arguments: ["2,880.00", "￥2880", "2880元", "¥2,880", "0.288万元"])
  func `T38 amounts with separators, signs and units are read and logged`(_ text: String) {
    #expect(amount(text).amounts[0] == 2880 && !amount(text).rules.isEmpty)
  }
  @Test(arguments: ["２８８０", "二千八百八十", "贰仟捌佰捌拾元整"])
  func `T39 full-width digits and Chinese numerals are numbers`(_ text: String) {
    #expect(amount(text).amounts[0] == 2880)
  }
  @Test func `T40 a mark, a blank and a zero stay three things`() {
    #expect(amount("/").records.members[0].amount == .notApplicable && amount("/").cell("DZ206") == "F4")
    #expect(amount("").records.members[0].amount == .missing)
    #expect(amount("0").records.members[0].amount == .value(0))
  }
  @Test(arguments: ["4.40781E+17", "440781"]) func `T41 a damaged ID number is told and never mended`(_ text: String) {
    let trial = id(text)
    #expect(trial.records.members[0].id == nil && trial.codes.contains { $0 == "DZ110" || $0 == "DZ205" })
  }
  @Test(arguments: ["'11010519491231002X", "11010519491231002x", "11010519491231002Ｘ", "11010519491231002X\t"])
  func `T41 marks around an ID number are no part of it`(_ text: String) {
    #expect(id(text).records.members[0].id?.hasValidCheck == true)
  }
  @Test(arguments: ["2021.3.31", "2021年3月", "202103", "2021/3/2", "20210302", "44256"])
  func `T42 dates are read in every form`(_ text: String) { #expect(start(text) == YearMonth(year: 2021, month: 3)) }
  @Test func `T42 serials of a 1904 workbook are four years on`() {
    var rows = listRows.map { $0.count > 1 ? $0 + [""] : $0 }
    rows[2][6] = "任职时间"
    rows[3][6] = "42794"
    var text = WorkbookText(sheets: [("表", sheetXML(rows))])
    text.properties = #"date1904="1""#
    #expect(Trial([("a.xlsx", text.bytes)]).records.members[0].start == YearMonth(year: 2021, month: 3))
  }
  @Test func `T43 an error value and a formula without a result are missing, each told at its cell`() {
    #expect(amount("#REF!").cell("DZ106") == "F4" && amount("#REF!").records.members[0].amount == .unreadable)
    var rows = listRows
    rows[3][5] = "=E4*240"
    let trial = Trial([("a.xlsx", WorkbookText(sheets: [("表", sheetXML(rows))]).bytes)])
    #expect(trial.cell("DZ105") == "F4" && trial.records.members[0].amount == .unreadable)
  }
  @Test func `T44 what is stored counts, not what is displayed`() {
    var rows = listRows
    rows[3][5] = "2880.4"
    let text = WorkbookText(sheets: [("表", sheetXML(rows, style: ["F4": 1]))], styles: stylesText(["0"]))
    #expect(Trial([("a.xlsx", text.bytes)]).records.members[0].amount == .value(288_040))
  }
  @Test func `T45 binary noise is read as the decimal that was meant`() {
    let xml = sheetXML(listRows).replacing("<v>2880</v>", with: "<v>171.35999999999999</v>")
    #expect(Trial([("a.xlsx", WorkbookText(sheets: [("表", xml)]).bytes)]).records.members[0].amount == .value(17136))
  }
  @Test func `T46 a name's inner space is dropped and rare characters stay`() {
    let trial = Trial(payments(rows: ["东镇,山底村,张　三,否,12,2880", "东镇,山底村,李㛃䶮,否,12,2880"]))
    #expect(trial.records.members.map(\.name) == ["张三", "李㛃䶮"] && trial.rules.contains("name-space"))
  }
  @Test(arguments: ["水口", "水口村", "水口村委会", "水口村民委员会", "東镇水口村"])
  func `T47 a village is known with any suffix`(_ name: String) {
    #expect(Trial(payments(rows: ["东镇,\(name),张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880"])).village(0) == "990101100201")
  }
  @Test func `T48 homonyms are told apart by town, and a community is no village`() {
    let trial = Trial(payments(rows: ["东镇,山底村,张甲,否,12,2880", "西街道,山底村,李乙,否,12,2880"]))
    #expect(trial.village(0) == "990101100200" && trial.village(1) == "990101101200")
    #expect(Trial(payments(header: "村,姓名,月数,金额", rows: ["山底村,张甲,12,2880", "水口村,李乙,12,2880"])).codes.contains("DZ203"))
    #expect(Trial(payments(rows: ["东镇,大槐墟社区村委会,张甲,否,12,2880"])).codes.contains("DZ204"))
  }
  @Test func `T49 a former name is matched by the alias file only`() {
    let rows = ["西街道,勒冲村,张甲,否,12,2880", "东镇,山底村,李乙,否,12,2880"]
    #expect(Trial(payments(rows: rows)).codes.contains("DZ201"))
    let alias = Alias(county: "甲市", town: "西街道", alias: "勒冲村", code: "990101101201", from: nil, until: nil)
    let trial = Trial(payments(rows: rows), aliases: [alias])
    #expect(trial.codes.contains("DZ202") && trial.village(0) == "990101101201")
  }
  @Test func `T50 rich text is its runs, without their reading`() {
    let rich = #"<is><r><t>王</t></r><r><t>丙</t></r><rPh sb="0" eb="1"><t>wang</t></rPh></is>"#
    let xml = sheetXML(listRows).replacing(#"<is><t xml:space="preserve">王丙</t></is>"#, with: rich)
    #expect(Trial([("a.xlsx", WorkbookText(sheets: [("表", xml)]).bytes)]).records.members[2].name == "王丙")
  }
  @Test(arguments: [("含补发两个月", false), ("更正：应为1440元", true), ("6月离任", true), ("张甲6月离任", true)])
  func `T51 what only a comment explains is kept beside its cell, and asked about where it corrects`(
    _ comment: String, _ isAsked: Bool
  ) {
    var text = WorkbookText(sheets: [("表", sheetXML(listRows))])
    let space = "http://schemas.openxmlformats.org"
    text.parts["xl/worksheets/_rels/sheet1.xml.rels"] = Array(
      #"<Relationships xmlns="\#(space)/package/2006/relationships"><Relationship Id="c" Type="\#(space)/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>"#
        .utf8)
    text.parts["xl/comments1.xml"] = Array(
      #"<comments xmlns="\#(WorkbookText.namespace)"><authors><author/></authors><commentList><comment ref="F4" authorId="0"><text><t>\#(comment)</t></text></comment></commentList></comments>"#
        .utf8)
    let trial = Trial([("a.xlsx", text.bytes)])
    let kept = trial.records.normalizations.first { $0.rule == "comment" }
    #expect(kept?.place.cell == "F4" && kept?.raw == comment.replacing("张甲", with: "张*") && kept?.value == "2880")
    #expect(trial.cell("DZ205") == (isAsked ? "F4" : nil) && trial.amounts[0] == 2880 && trial.errors.isEmpty)
  }
  @Test func `T52 a bracketed amount is negative`() { #expect(amount("(480)").amounts[0] == -480) }
  @Test func `T53 no-break and zero-width spaces change no name and no number`() {
    let trial = Trial(payments(rows: ["东镇,\u{00A0}水口村\u{200B},张甲,否,12,\u{3000}2880", "东镇,山底村,李乙,否,12,2880"]))
    #expect(trial.village(0) == "990101100201" && trial.amounts[0] == 2880)
  }
  @Test(arguments: ["约3", "3+1"]) func `T54 what is no number is told at its cell and guessed by nobody`(_ text: String)
  {
    #expect(amount(text).cell("DZ205") == "F4" && amount(text).records.members[0].amount == .unreadable)
  }

  @Test(
    arguments: [
      ("12-Jan-21", "2021-01"), ("January 5, 2021", "2021-01"), ("3. März 2021", "2021-03"),
      ("12 janv. 2021", "2021-01"),
      ("1 de enero de 2021", "2021-01"), ("Mar-2021", "2021-03"), ("2021-Jul-05", "2021-07"),
      ("14 juin 2021", "2021-06"),
      ("14 juil. 2021", "2021-07"), ("Dez 2020", "2020-12"),
    ])
  func `a date with a month's European name is that date`(_ text: String, _ month: String) {
    #expect(DateText.find(in: text).map { "\($0.month)" } == month)
  }

  @Test(arguments: [
    "ju 2021", "Mary Jane 2021", "juin", "A4-B5 2021", "Max 12 2021", "45 Jan 2021x", "30-Jun", "Mar-21",
  ])
  func `words that name no month make no date`(_ text: String) { #expect(WesternDates.inFigures(text) == nil) }

  @Test func `an error value is told where a name or a village should stand`() {
    let trial = Trial(payments(rows: ["东镇,山底村,#N/A,否,12,2880", "东镇,#REF!,李乙,否,12,2880"]))
    #expect(trial.errors.sorted() == ["DZ106", "DZ106", "DZ201"])
    let cells = trial.records.discrepancies.filter { $0.code == .cellErrorValue }.map { $0.spots[0].place.cell }
    #expect(cells.sorted() == ["B5", "C4"])
    let town = Trial(payments(rows: ["#N/A,山底村,张甲,否,12,2880"]))
    #expect(town.cell("DZ106") == "A4" && town.cell("DZ201") == "A4")
  }

  @Test func `an error value is told where a number, an account, a post or a mark should stand`() {
    let header = "镇,村,姓名,身份证号码,银行账号,职务,是否兼任,月数,金额"
    let rows = [
      "东镇,山底村,张甲,#N/A,6228480000000000012,主任,否,12,2880", "东镇,山底村,李乙,440781197001010019,#REF!,委员,否,12,2880",
      "东镇,水口村,王丙,,6228480000000000038,#VALUE!,#N/A,12,2880",
    ]
    let trial = Trial("发放表\n单位：元\n\(header)\n" + rows.joined(separator: "\n"))
    let cells = trial.records.discrepancies.filter { $0.code == .cellErrorValue }.map { $0.spots[0].place.cell }
    #expect(cells.sorted() == ["D4", "E5", "F6", "G6"])
    #expect(!trial.errors.contains("DZ205"))
  }

  @Test func `an ID number of fifteen digits and zeros was a number in a spreadsheet`() {
    func codes(_ id: String) -> [String] {
      Trial(payments(header: "镇,村,姓名,身份证号码,月数,金额", rows: ["东镇,山底村,张甲,\(id),12,2880"])).errors
    }
    #expect(codes("440781197001010000") == ["DZ110"])
    // With the right check digit it is somebody's.
    #expect(IDNumber("440781197001025000")?.hasValidCheck != true || codes("440781197001025000").isEmpty)
    #expect(codes("440781197001010011") == ["DZ601"])
  }
}
