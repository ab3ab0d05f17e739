import Workbooks

/// The shapes in which counties send their year.
enum Shapes {
  /// A workbook: a summary by town, and a payment list a town with two merged header rows and villages written once.
  static func paymentWorkbook(_ county: World.County) -> [SampleFile] {
    var summary = SampleSheet(name: "全市汇总")
    summary.add([.text("\(county.name)2021年村监委成员补贴汇总表")])
    summary.merges.append(("\(county.name)2021年村监委成员补贴汇总表", 0...0, 0...6))
    summary.add([.text("填报单位（公章）：\(county.name)民政局"), .blank, .blank, .blank, .blank, .text("单位：元")])
    summary.add(["序号", "镇（街）名称", "行政村数", "应配人数", "兼任不发人数", "实发人数", "全年补贴金额"].map { .text($0) }, isHeader: true)
    var sheets: [SampleSheet] = []
    for (index, town) in county.towns.enumerated() {
      let members = town.villages.flatMap(\.members)
      let paid = members.filter { !$0.isConcurrent }
      summary.add([
        .count(index + 1), .text(town.name), .count(town.villages.count), .count(town.villages.count * 3),
        .count(members.count - paid.count), .count(paid.count), .count(paid.reduce(0) { $0 + $1.months * 240 }),
      ])
      sheets.append(paymentSheet(county, town))
    }
    let first = 4
    let last = summary.rows.count
    summary.add(
      [.blank, .text("总 计")]
        + (2..<7).map { column in
          let letter = ["A", "B", "C", "D", "E", "F", "G"][column]
          let sum = summary.rows[(first - 1)..<last].reduce(0.0) { total, row in
            if case .number(let value) = row[column] { total + value } else { total }
          }
          return .formula("SUM(\(letter)\(first):\(letter)\(last))", sum)
        })
    summary.add([])
    summary.add([.text("填表人：容某"), .blank, .text("审核人：赵某"), .blank, .text("填表日期：2022年1月8日")])
    return [SampleFile(name: "\(county.name)2021年村监委补贴发放表.xlsx", form: .xlsx, sheets: [summary] + sheets)]
  }

  private static func paymentSheet(_ county: World.County, _ town: World.Town) -> SampleSheet {
    var sheet = SampleSheet(name: town.name)
    sheet.add([.text("\(county.name)\(town.name)村务监督委员会成员补贴发放表（2021年度）")])
    sheet.merges.append(("\(county.name)\(town.name)村务监督委员会成员补贴发放表（2021年度）", 0...0, 0...9))
    sheet.add([.text("填报单位：\(town.name)人民政府")] + Array(repeating: .blank, count: 8) + [.text("单位：元")])
    let upper = ["序号", "村委会", "姓 名", "公民身份号码", "职 务", "是否兼任\n纪检委员", "到任时间", "发放情况", "", "", "社保卡号", "备注"]
    sheet.add(upper.map { $0.isEmpty ? .blank : .text($0) }, isHeader: true)
    sheet.add(Array(repeating: .blank, count: 7) + [.text("月标准\n(元/人)"), .text("发放月数"), .text("实发金额")], isHeader: true)
    for column in [0, 1, 2, 3, 4, 5, 6, 10, 11] { sheet.merges.append((upper[column], 2...3, column...column)) }
    sheet.merges.append(("发放情况", 2...2, 7...9))
    var serial = 0
    let first = sheet.rows.count + 1
    for village in town.villages {
      for (index, member) in village.members.enumerated() {
        serial += 1
        let row = sheet.rows.count + 1
        let months = member.isConcurrent ? 0 : member.months
        sheet.add([
          .count(serial), index == 0 ? .text(village.name) : .blank,
          .text(member.name.count == 2 ? member.name.map(String.init).joined(separator: "　") : member.name),
          .text(member.id), .text(member.isChair ? "主任" : "委员"), .text(member.isConcurrent ? "是" : "否"),
          .date(member.startYear, member.startMonth, 1),
          .number(240), .count(months), .formula("H\(row)*I\(row)", Double(months * 240)),
          .text(member.account),
        ])
      }
    }
    let last = sheet.rows.count
    sheet.add([
      .blank, .text("合  计"), .text("\(last - first + 1)人"), .blank, .blank, .blank, .blank, .blank, .blank,
      .formula(
        "SUM(J\(first):J\(last))",
        Double(
          town.villages.flatMap(\.members).filter { !$0.isConcurrent }.reduce(0) { $0 + $1.months * 240 })),
    ])
    sheet.add([])
    sheet.add([.text("填表人：容某"), .blank, .blank, .text("审核人：赵某"), .blank, .blank, .text("2022年1月6日")])
    return sheet
  }

  /// Two text files: a summary by village in GB18030, and a roster in UTF-16 with tabs ("Unicode text").
  static func textFiles(_ county: World.County) -> [SampleFile] {
    var summary = SampleSheet(name: "")
    summary.add([.text("\(county.name)2021年度村监委补贴资金分配表")])
    summary.add([.text("填报单位:\(county.name)民政局"), .blank, .blank, .blank, .blank, .blank, .text("单位:元")])
    summary.add(["所属镇街", "村民委员会", "定额人数", "其中兼任不发人数", "核定人数", "发放月数", "补贴金额", "备注"].map { .text($0) }, isHeader: true)
    var roster = SampleSheet(name: "")
    roster.add(
      ["编号", "镇（街道）", "村居", "成员姓名", "性别", "身份证号码", "担任职务", "是否兼任", "任职日期", "银行卡号"].map { .text($0) }, isHeader: true)
    var serial = 0
    for town in county.towns {
      for (index, village) in town.villages.enumerated() {
        let concurrent = village.members.count(where: \.isConcurrent)
        let paid = village.members.filter { !$0.isConcurrent }.reduce(0) { $0 + $1.months * 240 }
        summary.add([
          index == 0 ? .text(town.name) : .blank,
          .text(index % 2 == 0 ? village.name.replacing("村委会", with: "村") : village.name), .number(3),
          .count(concurrent),
          .count(3 - concurrent), .number(12), .text(grouped(paid)), concurrent > 0 ? .text("主任兼任纪检委员") : .blank,
        ])
        for member in village.members {
          serial += 1
          roster.add([
            .count(serial), .text(town.name), .text(village.name.replacing("村委会", with: "")), .text(member.name),
            .text(member.isMale ? "男" : "女"),
            .text("'" + member.id), .text(member.isChair ? "主任" : "委员"), member.isConcurrent ? .text("是") : .blank,
            .text("\(member.startYear).\(member.startMonth)"), .text("'" + member.account),
          ])
        }
      }
      summary.add(sum(town.villages, label: town.name + "小计"))
    }
    summary.add(sum(county.towns.flatMap(\.villages), label: "总计"))
    summary.add([.text("填表人：邝某"), .blank, .blank, .text("审核人：伍某"), .blank, .blank, .text("填表日期：2022.1.11")])
    return [
      SampleFile(name: "\(county.name)2021年村监委补贴分配表.csv", form: .gb18030, sheets: [summary]),
      SampleFile(name: "\(county.name)村监委成员花名册2021.txt", form: .utf16Tabs, sheets: [roster]),
    ]
  }

  private static func sum(_ villages: [World.Village], label: String) -> [CellValue] {
    let members = villages.flatMap(\.members)
    let concurrent = members.count(where: \.isConcurrent)
    let paid = members.filter { !$0.isConcurrent }
    return [
      .text(label), .blank, .count(villages.count * 3), .count(concurrent), .count(paid.count), .blank,
      .text(grouped(paid.reduce(0) { $0 + $1.months * 240 })),
    ]
  }

  /// Digits in groups of three.
  static func grouped(_ value: Int) -> String {
    value < 1000 ? "\(value)" : grouped(value / 1000) + "," + threeDigits(value % 1000)
  }

  /// A workbook: a wide monthly return with towns merged downwards, and a roster.
  static func monthlyWorkbook(_ county: World.County) -> [SampleFile] {
    var monthly = SampleSheet(name: "月报表")
    let title = "\(county.name)2021年1-12月村务监督委员会成员补贴发放情况表"
    monthly.add([.text(title)])
    monthly.merges.append((title, 0...0, 0...27))
    monthly.add([.text("填报单位：\(county.name)民政局（盖章）")] + Array(repeating: .blank, count: 25) + [.text("金额单位：元")])
    monthly.add(
      [.text("镇（街）"), .text("村委会名称"), .text("兼任不发人数")] + (1...12).flatMap { [.text("\($0)月"), .blank] } + [
        .text("全年合计")
      ], isHeader: true)
    monthly.add(
      Array(repeating: .blank, count: 3) + (1...12).flatMap { _ in [.text("人数"), .text("金额")] }, isHeader: true)
    for column in [0, 1, 2, 27] {
      monthly.merges.append(
        (
          ["镇（街）", "村委会名称", "兼任不发人数"].indices.contains(column) ? ["镇（街）", "村委会名称", "兼任不发人数"][column] : "全年合计", 2...3,
          column...column
        ))
    }
    for month in 1...12 { monthly.merges.append(("\(month)月", 2...2, month * 2 + 1...month * 2 + 2)) }
    var roster = SampleSheet(name: "人员花名册")
    roster.add(["序号", "镇名", "村名", "姓名", "身份证号", "职务", "是否兼任", "任职时间", "账号"].map { .text($0) }, isHeader: true)
    var serial = 0
    func row(_ town: String?, _ label: String, _ villages: [World.Village], concurrent: Int?) -> [CellValue] {
      let heads = villages.flatMap(\.members).count { !$0.isConcurrent }
      return [town.map { .text($0) } ?? .blank, .text(label), concurrent.map { .count($0) } ?? .blank]
        + (1...12).flatMap { _ in [.count(heads), .count(heads * 240)] as [CellValue] }
        + [.count(heads * 2880)]
    }
    for town in county.towns {
      let start = monthly.rows.count
      for (index, village) in town.villages.enumerated() {
        let concurrent = village.members.count(where: \.isConcurrent)
        monthly.add(
          row(
            index == 0 ? town.name : nil, village.name.replacing("村委会", with: "村民委员会"), [village],
            concurrent: concurrent > 0 ? concurrent : nil))
        for member in village.members {
          serial += 1
          roster.add([
            .count(serial), .text(town.name), .text(village.name), .text(member.name), .text(member.id),
            .text(member.isChair ? "主任" : "委员"),
            .text(member.isConcurrent ? "是" : "否"), .date(member.startYear, member.startMonth, 1),
            .text(member.account),
          ])
        }
      }
      if town.villages.count > 1 { monthly.merges.append((town.name, start...monthly.rows.count - 1, 0...0)) }
      monthly.add(row(nil, "小计", town.villages, concurrent: nil))
    }
    monthly.add(row("总计", "", county.towns.flatMap(\.villages), concurrent: nil))
    monthly.add([.text("单位负责人：梁某"), .blank, .blank, .text("经办人：岑某"), .blank, .blank, .text("填报日期：2022-01-09")])
    return [SampleFile(name: "\(county.name)2021年村监委补贴月报表.xlsx", form: .xlsx, sheets: [monthly, roster])]
  }

  /// One payment list of the whole county on a single sheet: the shape of large trials.
  static func singleList(_ county: World.County, form: SampleFile.Form) -> [SampleFile] {
    var sheet = SampleSheet(name: "发放表")
    sheet.add([.text("\(county.name)2021年村务监督委员会成员补贴发放表")])
    sheet.add([.text("填报单位：\(county.name)民政局"), .blank, .blank, .blank, .blank, .blank, .text("单位：元")])
    sheet.add(
      ["序号", "乡镇", "行政村", "姓名", "身份证号", "职务", "是否兼任", "任职起", "发放月数", "月标准", "金额"].map { .text($0) }, isHeader: true)
    var serial = 0
    for town in county.towns {
      for village in town.villages {
        for member in village.members {
          serial += 1
          let months = member.isConcurrent ? 0 : member.months
          sheet.add([
            .count(serial), .text(town.name), .text(village.name), .text(member.name), .text(member.id),
            .text(member.isChair ? "主任" : "委员"),
            .text(member.isConcurrent ? "是" : "否"), .date(member.startYear, member.startMonth, 1), .count(months),
            .number(240), .count(months * 240),
          ])
        }
      }
    }
    sheet.add([.text("合计")] + Array(repeating: .blank, count: 9) + [.count(county.amount)])
    return [
      SampleFile(name: "发放表." + (form == .xlsx || form == .streamedXlsx ? "xlsx" : "csv"), form: form, sheets: [sheet])
    ]
  }
}
