import Testing

@testable import Domain
@testable import Normalize

/// Forms that offices draw up by hand: months ticked off, names in two columns, sums above their rows.
@Suite struct OfficeFormTests {
  private func ticks(_ rows: [String], numbers: Bool = false) -> Trial {
    let months = (1...12).map { numbers ? "\($0)" : "\($0)月" }.joined(separator: ",")
    return Trial(
      "甲市2021年补贴登记表\n单位：元\n镇,村,姓名,身份证号,\(months),金额\n"
        + rows.map { "东镇,山底村," + $0 }.joined(separator: "\n"))
  }

  private func marks(_ pattern: String) -> String { pattern.map { $0 == " " ? "" : String($0) }.joined(separator: ",") }

  @Test func `ticks below months say which months are paid`() {
    let trial = ticks([
      "张甲,," + marks("√√√√√√√√√√√√") + ",2880", "李乙,," + marks("      √√√√√√") + ",1440",
      "王丙,," + marks("√√√×××××××××") + ",720",
    ])
    #expect(trial.records.members.map(\.months) == [.value(12), .value(6), .value(3)])
    #expect(trial.records.members.map { $0.start?.month } == [nil, 7, nil])
    #expect(trial.errors.isEmpty && trial.rules.contains("tick"))
  }

  @Test func `an empty ring is a yes where nothing fuller stands beside it`() {
    let alone = ticks(
      ["张甲,," + marks("○○○○○○○○○○××") + ",2400", "李乙,," + marks("○○○○○○○○○○○○") + ",2880"], numbers: true)
    #expect(alone.records.members.map(\.months) == [.value(10), .value(12)])
    let beside = ticks(["张甲,," + marks("●●●●●●●●●●○○") + ",2400", "李乙,," + marks("●●●●●●●●●●●●") + ",2880"])
    #expect(beside.records.members.map(\.months) == [.value(10), .value(12)])
  }

  @Test func `what is no tick among ticks is asked for at its cell`() {
    let trial = ticks(["张甲,," + marks("√√√√√√√√√√√?") + ",2880", "李乙,," + marks("√√√√√√√√√√√√") + ",2880"])
    #expect(trial.errors == ["DZ205"] && trial.cell("DZ205") == "P4")
  }

  @Test func `amounts below months say which months are paid, unless one pays several`() {
    let year = Array(repeating: "240", count: 12).joined(separator: ",")
    let monthly = ticks(["张甲,,,,,,,,240,240,240,240,240,240,1440", "李乙,,\(year),2880"])
    #expect(monthly.records.members[0].months == .value(6) && monthly.records.members[0].start?.month == 7)
    let quarterly = ticks(["张甲,,,,720,,,720,,,720,,,720,2880"])
    #expect(quarterly.records.members[0].months == .absent)
  }

  @Test func `surname and given name may stand in two columns`() {
    let parted = Trial(payments(header: "镇,村,姓,名,月数,金额", rows: ["东镇,山底村,张,小 甲,12,2880", "东镇,水口村,欧阳,乙,12,2880"]))
    #expect(parted.records.members.map { $0.name.text } == ["张小甲", "欧阳乙"])
    #expect(parted.errors.isEmpty && parted.rules.contains("name-of-two-columns"))
  }

  @Test func `whoever is named among those not paid again is counted`() {
    let trial = Trial(
      """
      甲市2021年发放表
      单位：元
      镇,村,发放人员姓名,兼任不发人员,发放人数,金额
      东镇,山底村,张甲、李乙,王丙,2,5760
      东镇,水口村,赵丁、钱戊、孙己,无,3,8640
      西街道,簕冲村,周庚、吴辛、郑壬,,3,8640
      """)
    #expect(trial.records.aggregates.map { $0[.concurrent] } == [.value(1), .value(0), .value(0)])
    #expect(trial.errors.isEmpty)
  }

  @Test func `36人月 are person-months`() {
    let trial = Trial("甲市2021年汇总表\n镇,村,核发人数,人月,金额（元）\n东镇,山底村,3,36人月,8640\n东镇,水口村,3,36 人次,8640\n")
    #expect(trial.records.aggregates.map { $0[.personMonths] } == [.value(36), .value(36)] && trial.errors.isEmpty)
  }

  @Test func `a page repeats both rows of its header, though the upper one names groups alone`() {
    let page = "序号,所在镇村,,成员信息,,补贴发放,\n,镇,村,姓名,是否兼任,月数,金额\n"
    let rows = { (from: Int, names: [String]) in
      names.enumerated().map { "\(from + $0.offset),东镇,山底村,\($0.element),否,12,2880\n" }.joined()
    }
    let trial = Trial(
      "甲市2021年发放表（第1页）\n" + page + rows(1, ["张甲", "李乙"]) + "本页小计,,,,,24,5760\n甲市2021年发放表（第2页）\n" + page
        + rows(3, ["王丙", "赵丁"]) + "本页小计,,,,,24,5760\n甲市2021年发放表（第3页）\n" + page + rows(5, ["钱戊"]) + "总计,,,,,60,14400\n")
    #expect(trial.records.members.count == 5 && trial.records.sources.count == 1 && trial.errors.isEmpty)
  }

  @Test func `a sum above its rows may have its town in the cell beside`() {
    let rows = { (village: String, names: [String]) in names.map { ",\(village),\($0),否,12,2880\n" }.joined() }
    let trial = Trial(
      "甲市2021年发放表（元）\n序号,村,姓名,是否兼任,月数,金额\n东镇,全镇共计,,,36,8640\n" + rows("水口村", ["张甲", "李乙", "王丙"])
        + "西街道,全街道共计,,,24,5760\n" + rows("簕冲村", ["赵丁", "钱戊"]))
    #expect(trial.records.totals.allSatisfy { $0.stated == $0.sum } && trial.records.totals.count == 4)
    #expect(trial.errors.isEmpty)
  }

  @Test func `a row of several members is as many rows`() {
    let trial = Trial(
      """
      甲市2021年发放表
      单位：元
      镇,村,姓名,身份证号码,是否兼任,月数,金额,备注
      东镇,山底村,"张甲\n李乙\n王丙","990101198001010013\n990101198001010031\n99010119800101005X","否\n否\n是","12\n12\n0","2880\n2880\n0",
      东镇,水口村,"赵丁\n钱戊","990101198001010072\n990101198001010099",否,12,5760,
      西街道,簕冲村,"孙己\n周庚","990101198001010118\n990101198001010136",,12,2880,孙己兼任纪检委员
      """)
    #expect(trial.records.members.map { $0.name.text } == ["张甲", "李乙", "王丙", "赵丁", "钱戊", "孙己", "周庚"])
    #expect(trial.amounts == [2880, 2880, 0, 2880, 2880, 1440, 1440])
    #expect(trial.records.members.map(\.isConcurrent) == [false, false, true, false, false, false, false])
    #expect(trial.rules.contains("shared-among-members"))
  }

  @Test func `one amount beside several names is shared only where months or a whole year's pay prove it`() {
    func trial(_ amount: Int, title: String = "2021年发放表") -> Trial {
      Trial(
        "甲市\(title)\n单位：元\n镇,村,姓名,身份证号码,金额\n东镇,山底村,\"张甲\n李乙\",\"990101198001010013\n990101198001010031\",\(amount)\n"
      )
    }
    #expect(trial(5760).amounts == [2880, 2880] && !trial(5760).codes.contains("DZ205"))
    #expect(trial(2880, title: "2021年上半年发放表").amounts == [1440, 1440])
    let open = trial(2880)
    #expect(open.amounts == [nil, nil] && open.errors.contains("DZ205") && open.cell("DZ205") == "E4")
    #expect(open.records.members.allSatisfy { $0.amount == .unreadable } && open.rules.contains("members-parted"))
  }

  @Test func `each name of a roster without numbers and figures is a member, as the seat beside it is`() {
    let trial = Trial(
      "甲市2021年村务监督委员会成员花名册\n镇,村,成员名单,职务\n东镇,山底村,\"张甲\n李乙\n王丙\",\"主任\n委员\n委员\"\n东镇,水口村,赵丁、钱戊、孙己,\n")
    #expect(trial.records.members.map { $0.name.text } == ["张甲", "李乙", "王丙", "赵丁", "钱戊", "孙己"])
    #expect(trial.records.members.prefix(3).map(\.role) == ["主任", "委员", "委员"] && trial.errors.isEmpty)
    #expect(trial.records.normalizations.filter { $0.rule == "members-parted" }.map(\.raw) == ["3", "3"])
  }

  @Test(arguments: ["欧阳 建国", "张建 国华", "王丙 离任", "王丙 党员", "王丙\n已故", "李乙\n组长", "李乙\n委员"])
  func `a space parts no names, and words beside a name are none`(_ cell: String) {
    let trial = Trial("甲市2021年村务监督委员会成员花名册\n镇,村,姓名,职务\n东镇,山底村,\"\(cell)\",主任\n东镇,水口村,赵丁,主任\n")
    #expect(trial.records.members.count == 2)
  }

  @Test(arguments: ["见附表1", "附后", "赵丁等3人", "张甲、李乙、王丙"])
  func `a list of names beside heads and money makes no members of a village's row`(_ cell: String) {
    let trial = Trial(
      "甲市2021年补贴汇总表\n单位：元\n镇,村,核发人数,月数,金额,人员名单\n东镇,山底村,3,12,8640,\(cell)\n东镇,水口村,3,12,8640,\(cell)\n")
    #expect(trial.records.members.isEmpty && trial.records.aggregates.map { $0[.eligible] } == [.value(3), .value(3)])
    #expect(trial.errors.isEmpty && trial.cell("DZ104") != nil)
  }

  @Test func `a name above its ID number in one cell is one person`() {
    let rows = ["张甲", "李乙"].map { "东镇,山底村,\"\($0)\n990101198001010013\",12,2880" }
    let trial = Trial(payments(header: "镇,村,姓名及身份证号,月数,金额", rows: rows))
    #expect(trial.records.members.map { $0.name.text } == ["张甲", "李乙"] && trial.records.members[0].id != nil)
  }

  @Test func `a mark that is one of several members', nobody says whose, parts no row`() {
    let trial = Trial(
      "甲市2021年发放表\n单位：元\n镇,村,姓名,身份证号码,是否兼任,月数,金额\n东镇,山底村,\"张甲\n李乙\",\"990101198001010013\n990101198001010031\",是,12,2880\n"
    )
    #expect(trial.records.members.count == 1 && trial.errors.contains("DZ205"))
  }

  @Test func `villages as columns and figures as rows are read as they stand`() {
    let trial = Trial(
      """
      甲市2021年补贴汇总表（单位：元）
      项目,东镇山底村,水口村,簕冲村,合计
      应有人数,3,3,3,9
      兼任不发人数,1,0,0,1
      核发人数,2,3,2,7
      金额,5760,8640,五千,19400
      填表人：陈某,,审核人：林某,,2022年1月5日
      """)
    let rows = trial.records.aggregates
    #expect(rows.map { $0[.eligible] } == [.value(2), .value(3), .value(2)])
    #expect(rows.map { $0[.concurrent] } == [.value(1), .value(0), .value(0)])
    #expect(rows.map { $0[.amount].value } == [576_000, 864_000, 500_000])
    #expect(trial.records.sources[0].isTurned && trial.records.sources[0].place(.amount, row: 3).cell == "C6")
    #expect(trial.records.totals.allSatisfy { $0.sum == $0.stated } && trial.errors.isEmpty)
    #expect(trial.records.normalizations.contains { $0.rule == "chinese-numeral" && $0.place.cell == "D6" })
  }

  @Test func `months as rows below villages are a monthly return`() {
    let trial = Trial(
      "甲市2021年发放人数月报表\n月份,山底村委会,水口村,簕冲村\n" + (1...12).map { "\($0)月,3,\($0 < 7 ? 2 : 3),3\n" }.joined(),
      aliases: [])
    #expect(trial.records.sources.map(\.kind) == [.monthly])
    #expect(trial.records.aggregates.dropFirst().first?.months.compactMap(\.heads.count).reduce(0, +) == 30)
    #expect(trial.cell("DZ203") == "B2")
  }

  @Test func `a bank's list has the villages of one name where the roster has its persons`() {
    let roster =
      "甲市2021年花名册\n镇,村,姓名,是否兼任,账号\n东镇,山底村,张甲,否,1234567890123\n西街道,山底村,李乙,否,1234567890124\n西街道,山底村,王丙,否,1234567890125\n"
    let bank = "甲市2021年代发清单\n户名,账号,金额（元）,村\n张甲,1234567890123,2880,山底村\n李乙,1234567890124,2880,山底村\n王丙,,2880,\n"
    let trial = Trial([("花名册.csv", Array(roster.utf8)), ("代发.csv", Array(bank.utf8))])
    let codes = (0..<6).compactMap { trial.village($0) }
    #expect(codes.filter { $0 == "990101100200" }.count == 2 && codes.count == 6)
    #expect(trial.records.members.allSatisfy { $0.village >= 0 } && trial.errors.isEmpty)
    #expect(trial.rules.contains("village-by-person"))
  }

  @Test func `a line that names the next village is no member`() {
    let block = { (village: String, names: [String]) in
      "东镇\(village)2021年签领表\n村名：\(village),,,,单位：元\n姓名,身份证号,是否兼任,月数,金额\n"
        + names.map { "\($0),,否,12,2880\n" }.joined() + "合计,,,\(names.count * 12),\(names.count * 2880)\n"
    }
    let trial = Trial(block("山底村", ["张甲", "李乙"]) + block("水口村", ["王丙", "赵丁", "钱戊"]))
    #expect((0..<trial.records.members.count).map { trial.village($0)?.suffix(1) } == ["0", "0", "1", "1", "1"])
    #expect(trial.errors.isEmpty)
    // Where the line alone parts the villages, it says whose the rows below it are.
    let lines = Trial(
      "甲市2021年签领表（元）\n姓名,身份证号,是否兼任,月数,金额\n村名：山底村,,,,镇：东镇\n张甲,,否,12,2880\n村名：水口村,,,,镇：东镇\n李乙,,否,12,2880\n")
    #expect((0..<lines.records.members.count).map { lines.village($0)?.suffix(4) } == ["0200", "0201"])
  }

  @Test func `a list without header is read where nothing else could stand in its columns`() {
    let rows = [
      "1,东镇,山底村,张小甲,是,0,0", "2,东镇,山底村,李小乙,否,12,2880", "3,东镇,水口村,王小丙,否,6,1440", "4,东镇,水口村,赵小丁,否,12,2880",
      "合计,,,,,30,7200",
    ]
    let trial = Trial("甲市2021年发放表\n" + rows.joined(separator: "\n"))
    #expect(trial.records.members.map { $0.name.text } == ["张小甲", "李小乙", "王小丙", "赵小丁"])
    #expect(trial.records.members.map(\.months) == [.value(0), .value(12), .value(6), .value(12)])
    #expect(trial.records.members.map(\.isConcurrent) == [true, false, false, false])
    #expect(trial.errors.isEmpty && trial.cell("DZ103") == "B2:G2")
    let heads = Trial("东镇,山底村,3,8640\n东镇,水口村,2,5760\n", name: "2021年汇总.csv")
    #expect(heads.records.aggregates.map { $0[.eligible] } == [.value(3), .value(2)])
    // Amounts that the rate does not make, and two columns of them, leave open what they are.
    for open in ["东镇,山底村,3,8641\n东镇,水口村,2,5761\n", "东镇,山底村,张小甲,2880,1440\n东镇,水口村,李小乙,1440,2880\n"] {
      #expect(Trial(open).records.sources.isEmpty && Trial(open).codes.contains("DZ103"))
    }
  }

  @Test func `a total below two panels may be of both`() {
    let rows =
      "东镇,,,,西街道,,,\n村,姓名,是否兼任,金额,,村,姓名,是否兼任,金额\n"
      + "山底村,张甲,否,2880,,簕冲村,王丙,否,2880\n水口村,李乙,否,2880,,簕冲村,赵丁,否,2880\n"
    func totals(_ stated: Int) -> [Bool] {
      Trial("甲市2021年发放表（元）\n" + rows + "总计,,,\(stated)\n").records.totals.map { $0.sum == $0.stated }
    }
    #expect(totals(11520).allSatisfy(\.self) && totals(11520).count == 1)
    #expect(totals(11500).contains(false))
  }

  @Test func `a note that names another post is told where no mark says so`() {
    let trial = Trial(
      payments(
        header: "镇,村,姓名,是否兼任,月数,金额,备注",
        rows: ["东镇,山底村,张甲,是,0,0,", "东镇,山底村,李乙,,12,2880,兼任村纪检委员", "东镇,水口村,王丙,否,12,2880,"]))
    #expect(trial.cell("DZ205") == "G5" && trial.errors.isEmpty)
  }

  @Test func `what months or halves pay is paid though no column sums them up`() {
    let trial = Trial(
      "甲市2021年发放表（元）\n村,姓名,兼任,上半年,,,下半年,,\n,,,月数,金额,签名,月数,金额,签名\n水口村,张甲,否,6,1440,,3,720,\n水口村,李乙,否,0,0,,6,1440,\n")
    #expect(trial.amounts == [2160, 1440] && trial.records.members.map(\.months) == [.value(9), .value(6)])
    #expect(trial.records.sources[0].kind == .paymentList)
  }

  @Test func `a village may be written as its committee`() {
    let trial = Trial(payments(rows: ["东镇,水口村监委会,张甲,否,12,2880", "东镇,水口村务监督委员会,李乙,否,12,2880"]))
    #expect(trial.village(0) == "990101100201" && trial.village(1) == "990101100201" && trial.errors.isEmpty)
  }

  @Test func `persons as columns are members`() {
    let trial = Trial(
      "水口村2021年补贴登记卡（元）\n姓名,张小甲,李小乙,王小丙\n身份证号,990101198001010013,990101198001010031,990101198001010058\n是否兼任,是,否,否\n月数,0,12,11\n金额,0,2880,2640\n填表人：陈某,,审核人：林某,2022年1月5日\n"
    )
    #expect(trial.records.members.map { $0.name.text } == ["张小甲", "李小乙", "王小丙"])
    #expect(trial.records.members.map(\.months) == [.value(0), .value(12), .value(11)])
    #expect((0..<3).allSatisfy { trial.village($0) == "990101100201" })
    #expect(trial.records.sources.first?.place(.amount, row: 4).cell == "D6")
  }

  @Test func `one amount beside several names is shared where its row proves that it is all of theirs`() {
    func amounts(_ header: String, _ figures: String) -> [Int64?] {
      let trial = Trial(
        "甲市2021年发放表\n单位：元\n镇,村,姓名,身份证号码,\(header)\n东镇,山底村,\"张甲\n李乙\",\"990101198001010013\n990101198001010031\",\(figures)\n"
      )
      return trial.codes.contains("DZ205") ? [] : trial.records.members.map { $0.amount.value }
    }
    #expect(amounts("应发金额,扣减金额,实发金额", "5760,480,5280") == [264_000, 264_000])
    #expect(amounts("月份,金额", "1月,480") == [24_000, 24_000])
    #expect(amounts("任职时间,金额", "2021-07,2880") == [144_000, 144_000])
    #expect(amounts("任职时间,金额", "2021-07,2000") == [])
  }

  @Test func `only the amount that is open is unreadable`() {
    let trial = Trial(
      "甲市2021年发放表\n单位：元\n镇,村,姓名,身份证号码,应发金额,实发金额\n东镇,山底村,\"张甲\n李乙\",\"990101198001010013\n990101198001010031\",\"1200\n1200\",2000\n"
    )
    #expect(trial.records.members.map(\.due) == [.value(120_000), .value(120_000)])
    #expect(trial.records.members.allSatisfy { $0.amount == .unreadable } && trial.cell("DZ205") == "F4")
  }
}
