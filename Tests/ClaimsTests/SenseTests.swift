import Claims
import Domain
import Support
import Testing

@testable import Pipeline

/// Sentences as reports have them, and what each figure is held against.
@Suite struct SenseTests {
  static let sentences: [(String, [String])] = [
    ("台山市每人每月发放补贴240元。", ["policy.rate_yuan exact"]),
    ("村监委成员每人每年2880元。", ["policy.rate_yuan * policy.months exact"]),
    ("开平市平均每村补贴0.758万元。", [" unverifiable"]),
    (
      "台山、开平分别有277个、226个行政村，应有人数分别为831人、678人，实际发放831人、595人。",
      [
        "counties.440781.villages_reported exact", "counties.440783.villages_reported exact",
        "counties.440781.quota exact", "counties.440783.quota exact", "counties.440781.eligible exact",
        "counties.440783.eligible exact",
      ]
    ),
    (
      "（二）开平市。全市226个村，核发595人。", ["counties.440783.villages_reported exact", "counties.440783.eligible exact"]
    ),
    ("2020年核发1800人，2021年核发1859人。", [" unverifiable", "sum(counties.eligible) exact"]),
    ("开平市上半年核发590人。", [" unverifiable"]), ("台山市上年村数为280个。", [" unverifiable"]),
    ("其余4项支出154万元。", [" unverifiable", " unverifiable"]), ("预算调减10万元。", [" unverifiable"]),
    (
      "开平226个村678名成员、兼任83名。",
      [
        "counties.440783.villages_reported exact", "counties.440783.quota exact", "counties.440783.concurrent exact",
      ]
    ),
    ("核发近9000人。", ["sum(counties.eligible) mismatch"]), ("核发近1900人。", ["sum(counties.eligible) rounded"]),
    ("核发超过10人。", ["sum(counties.eligible) unverifiable"]),
    ("台山市239\n.328万元。", ["counties.440781.amount_due_yuan exact"]),
    (
      "一、三市共有654个村（台山277个，开平226个，恩平\n151个）。",
      [
        "count(counties) exact", "sum(counties.villages_reported) exact", "counties.440781.villages_reported exact",
        "counties.440783.villages_reported exact", "counties.440785.villages_reported exact",
      ]
    ),
    ("2021年度农村最低生活保障资金自评报告\n\n享受补贴1859人。", [" unverifiable"]),
    (
      "三个县级市六百五十四个村的一千九百六十二名村务监督委员会成员中，一百零三名兼任纪检委员不再重复发放，其余1859名按每人每月240元发放。",
      [
        "count(counties) exact", "sum(counties.villages_reported) exact", "sum(counties.quota) exact",
        "sum(counties.concurrent) exact", "sum(counties.eligible) exact", "policy.rate_yuan exact",
      ]
    ),
    ("为1859名村务监督委员会成员发放补贴。", ["sum(counties.eligible) exact"]),
    ("村务监督委员会成员1952名。", ["sum(counties.quota) mismatch"]), ("走访村务监督委员会成员50名。", [" unverifiable"]),
    (
      "台山市277个村831名成员，无兼任，补贴对象831名。",
      [
        "counties.440781.villages_reported exact", "counties.440781.quota exact", "counties.440781.eligible exact",
      ]
    ),
    ("台山276个村。", ["counties.440781.villages_reported mismatch"]), ("台山有2个村未报。", [" unverifiable"]),
    (
      "台山、开平、恩平三市分别有277、226、151个行政村。实领补贴人数分别为831人、595人和433人。",
      [
        "count(counties) exact", "counties.440781.villages_reported exact", "counties.440783.villages_reported exact",
        "counties.440785.villages_reported exact", "counties.440781.eligible exact", "counties.440783.eligible exact",
        "counties.440785.eligible exact",
      ]
    ),
    ("实领补贴人数分别为831人、595人和433人。", [" unverifiable", " unverifiable", " unverifiable"]),
    (
      "每人每月补助240元，全年2880元，人均2880元。",
      [
        "policy.rate_yuan exact", "policy.rate_yuan * policy.months exact", "policy.rate_yuan * policy.months exact",
      ]
    ), ("全市发放22308人月。", ["sum(counties.person_months) exact"]),
    (
      "基层政权和社区建设经费\n\n台山市2393280元；开平市1713600元；恩平市1247040元；合计5353920元。",
      [
        "counties.440781.amount_due_yuan exact", "counties.440783.amount_due_yuan exact",
        "counties.440785.amount_due_yuan exact", "sum(counties.amount_due_yuan) exact",
      ]
    ),
    (
      "社区治理115万元、换届选举10万元，两项合计125万元。",
      ["lines[城乡社区治理].allocated_yuan exact", "lines[村级换届选举].allocated_yuan exact", " unverifiable", " unverifiable"]
    ),
    ("投入20万元添置设备。", [" unverifiable"]), ("剔除103名交叉任职人员。", ["sum(counties.concurrent) exact"]),
    ("1　资金情况\n\n应有人数1962，核发人数为1859。", ["sum(counties.quota) exact", "sum(counties.eligible) exact"]),
    ("开平市应有678人实发595人。", ["counties.440783.quota exact", "counties.440783.eligible exact"]),
    ("三市兼任103人核发1859人。", ["count(counties) exact", "sum(counties.concurrent) exact", "sum(counties.eligible) exact"]),
    (
      "2020年三市共有行政村655个，发放补贴1870人、538.56万元。",
      [" unverifiable", " unverifiable", " unverifiable", " unverifiable"]
    ),
    ("涉及台山、开平、恩平三市654个村。", ["count(counties) exact", "sum(counties.villages_reported) exact"]),
    ("全年补贴资金支出535.392万元。", ["lines[村务监督委员会成员补贴].spent_yuan exact"]),
    ("每人每月补助240元，一年就是2880元。", ["policy.rate_yuan exact", "policy.rate_yuan * policy.months exact"]),
    ("省级财政另外安排12000万元。", [" unverifiable"]), ("台山市有行政村207个。", ["counties.440781.villages_reported mismatch"]),
    ("台山市177个村应有831人。", ["counties.440781.villages_reported mismatch", "counties.440781.quota exact"]),
    ("台山市发放831人、1393280元。", ["counties.440781.eligible exact", "counties.440781.amount_due_yuan mismatch"]),
    ("开平市兼任83人剔除后595人。", ["counties.440783.concurrent exact", "counties.440783.eligible exact"]),
    ("开平市应补678人、实补595人。", ["counties.440783.quota exact", "counties.440783.eligible exact"]),
    ("每村3人（主任1人、委员2人）。", ["policy.quota exact", " unverifiable", " unverifiable"]),
    ("补贴标准：240元／人·月，每人2880元。", ["policy.rate_yuan exact", "policy.rate_yuan * policy.months exact"]),
    ("每人2870元。", ["policy.rate_yuan * policy.months mismatch"]),
    (
      "台山市831人×240元×12个月＝239.328万元。",
      [" unverifiable", "policy.rate_yuan exact", " unverifiable", "counties.440781.amount_due_yuan exact"]
    ),
    ("台山市共设置村务监督委员会277个，新设村务监督委员会2个。", ["counties.440781.villages_reported exact", " unverifiable"]),
    ("三市共发放补贴535万余元。", ["count(counties) exact", "sum(counties.amount_due_yuan) rounded"]),
    ("台山发放239.328万元（813人）。", ["counties.440781.amount_due_yuan exact", "counties.440781.eligible mismatch"]),
    ("下达资金共计800000000000万元。", ["sum(lines.allocated_yuan) mismatch"]),
    // Some of the counties together.
    (
      "台山、开平两市共有503个村，核发1426人。",
      [
        " unverifiable", "counties.440781.villages_reported + counties.440783.villages_reported exact",
        "counties.440781.eligible + counties.440783.eligible exact",
      ]
    ),
    (
      "台山市和开平市两地合计发放补贴410.688万元。",
      ["counties.440781.amount_due_yuan + counties.440783.amount_due_yuan exact"]
    ),
    (
      "台山、开平两市共500个村。",
      [" unverifiable", "counties.440781.villages_reported + counties.440783.villages_reported mismatch"]
    ),
    (
      "除恩平外，其余两市兼任83人。",
      [" unverifiable", "counties.440781.concurrent + counties.440783.concurrent exact"]
    ),
    (
      "台山市以外的两市共377个村。",
      [" unverifiable", "counties.440783.villages_reported + counties.440785.villages_reported exact"]
    ),
    // Parts of the year: what agrees with the year's figure is right, what does not nobody can tell.
    ("每月发放补贴44.616万元。", ["sum(counties.amount_due_yuan) / policy.months exact"]),
    ("台山市每月发放补贴19.944万元。", ["counties.440781.amount_due_yuan / policy.months exact"]),
    ("平均每月支出44.62万元。", ["lines[村务监督委员会成员补贴].spent_yuan / policy.months rounded"]),
    ("每月发放补贴46万元。", [" unverifiable"]), ("补贴标准为每月240元。", ["policy.rate_yuan exact"]),
    ("补贴标准为每月250元。", ["policy.rate_yuan mismatch"]),
    ("截至6月底，累计发放补贴267.696万元。", ["sum(counties.amount_due_yuan) * 6 / policy.months exact"]),
    ("截至6月底，累计发放补贴250万元。", [" unverifiable"]), ("截至6月底，核发1850人。", [" unverifiable"]),
    ("截至2021年12月31日，发放补贴530万元。", ["sum(lines.allocated_yuan) mismatch"]),
    (
      "1-12月共发放补贴535.392万元，其中1-6月267.696万元。",
      ["sum(counties.amount_due_yuan) exact", "sum(counties.amount_due_yuan) * 6 / policy.months exact"]
    ),
    ("每人每月240元，每月合计446160元。", ["policy.rate_yuan exact", "sum(counties.amount_due_yuan) / policy.months exact"]),
    // Towns are none of the counties.
    ("海宴镇20个村60名成员，补贴8.64万元。", [" unverifiable", " unverifiable", " unverifiable"]),
    ("台山市277个村，其中台城街道13个。", ["counties.440781.villages_reported exact", " unverifiable"]),
    // What was before is none of this year's figures; nor is what was saved.
    ("补贴标准由每人每月200元提高至240元。", [" unverifiable", "policy.rate_yuan exact"]),
    ("补贴标准由每人每月180元调整为250元。", [" unverifiable", "policy.rate_yuan mismatch"]),
    ("预算由700万元调减至689.39万元。", [" unverifiable", "sum(lines.allocated_yuan) rounded"]),
    ("因兼任减少支出29.664万元。", [" unverifiable"]), ("全市16个镇街。", [" unverifiable"]),
    // Lines that are named side by side have the sum; what else stands with their names leaves it open.
    ("安排社区治理和换届选举资金125万元。", ["lines[城乡社区治理].allocated_yuan + lines[村级换届选举].allocated_yuan exact"]),
    (
      "社区治理、换届选举两项资金125万元。",
      [" unverifiable", "lines[城乡社区治理].allocated_yuan + lines[村级换届选举].allocated_yuan exact"]
    ),
    ("安排社区治理经费和换届选举经费126万元。", ["lines[城乡社区治理].allocated_yuan + lines[村级换届选举].allocated_yuan mismatch"]),
    ("安排资金125万元用于社区治理和换届选举。", ["lines[城乡社区治理].allocated_yuan + lines[村级换届选举].allocated_yuan exact"]),
    ("社区治理和换届选举各115万元。", [" unverifiable"]), ("社区治理和换届选举的办公费3万元。", [" unverifiable"]),
    (
      "安排社区治理和换届选举资金125万元，预算执行率为12%。",
      [
        "lines[城乡社区治理].allocated_yuan + lines[村级换届选举].allocated_yuan exact",
        "(lines[城乡社区治理].spent_yuan + lines[村级换届选举].spent_yuan) / (lines[城乡社区治理].allocated_yuan + lines[村级换届选举].allocated_yuan) mismatch",
      ]
    ),
    // After a county in 其中, what follows is of the county or of the whole, whichever it comes close to.
    (
      "应有1962人，其中开平市83人兼任，实际核发1859人。",
      ["sum(counties.quota) exact", "counties.440783.concurrent exact", "sum(counties.eligible) exact"]
    ),
    (
      "应有1962人，其中开平市83人兼任，实际核发1869人。",
      ["sum(counties.quota) exact", "counties.440783.concurrent exact", "sum(counties.eligible) mismatch"]
    ),
    (
      "应有1962人，其中开平市83人兼任，实际核发590人。",
      ["sum(counties.quota) exact", "counties.440783.concurrent exact", "counties.440783.eligible mismatch"]
    ),
    (
      "应有1962人，其中开平市83人兼任，实际核发1100人。",
      ["sum(counties.quota) exact", "counties.440783.concurrent exact", " unverifiable"]
    ),
    // What is said of some of the people is not said of all.
    ("开平市678人中兼任83人。", [" unverifiable", "counties.440783.concurrent exact"]),
    ("共1962人，其中开平市83人兼任。", [" unverifiable", "counties.440783.concurrent exact"]),
    // The unit of a table's money stands above it.
    (
      "表一 发放情况（单位：万元）\n县市\t村数\t核发人数\t金额\n台山市\t277\t831\t239.328\n合计\t654\t1859\t535.39",
      [
        "counties.440781.villages_reported exact", "counties.440781.eligible exact",
        "counties.440781.amount_due_yuan exact", "sum(counties.villages_reported) exact",
        "sum(counties.eligible) exact", "sum(counties.amount_due_yuan) rounded",
      ]
    ),
  ]

  @Test(arguments: sentences)
  func `a figure is held against what its words make of it`(_ text: String, _ wanted: [String]) async throws {
    let claims = try await Ground.demo.value.judged(text).claims
    #expect(claims.map { "\($0.formula) \($0.verdict.rawValue)" } == wanted)
  }

  @Test func `no county's share is said to fall below zero`() async throws {
    let found = try await Ground.demo.value.judged("台山市无兼任。三市兼任103人。开平市兼任83人，恩平市兼任40人。").discrepancies
    #expect(!found.contains { $0.code == .impliedParameter && $0.field == "concurrent" })
  }

  /// What figures are held against under a rate that changed in July.
  @Test(arguments: [
    ("1至6月每人每月240元。", "policy.rate_yuan exact"), ("7至12月每人每月300元。", "policy.rate_yuan exact"),
    ("7至12月每人每月320元。", "policy.rate_yuan mismatch"), ("下半年每人每月300元。", "policy.rate_yuan exact"),
    ("上半年每人每月300元。", "policy.rate_yuan mismatch"), ("自7月1日起每人每月300元。", "policy.rate_yuan exact"),
    ("7月起每人每月240元。", "policy.rate_yuan mismatch"), ("第三季度每人每月300元。", "policy.rate_yuan exact"),
    ("4月起每人每月300元。", "policy.rate_yuan unverifiable"), ("补发上半年每人每月60元。", " unverifiable"),
    ("2020年7月起每人每月220元。", " unverifiable"),
    ("5至8月每人每月240元。", "policy.rate_yuan unverifiable"), ("每人每月300元。", "policy.rate_yuan unverifiable"),
    ("每人全年3240元。", "policy.rate_yuan * policy.months exact"),
    ("每人全年3360元。", "policy.rate_yuan * policy.months mismatch"),
    ("7至12月按每人每月240元补发。", "policy.rate_yuan unverifiable"), ("2020年7至12月每人每月220元。", " unverifiable"),
    ("补贴标准提高至每人每年3600元。", "policy.rate_yuan * policy.months unverifiable"),
    ("7至12月每人补贴1800元。", "policy.rate_yuan unverifiable"), ("上半年发放补贴267.696万元。", " unverifiable"),
  ])
  func `a rate that changed is the one of the months named`(_ text: String, _ wanted: String) async throws {
    let ground = try await Ground.demo.value
    let half = { (first: Int, fen: Int64) in
      Policy.Rules(
        from: YearMonth(year: 2021, month: first), until: YearMonth(year: 2021, month: first + 5),
        rate: Money(fen: fen), quota: 3)
    }
    let policy = Policy(
      id: "two rates", from: YearMonth(year: 2021, month: 1), until: YearMonth(year: 2021, month: 12),
      rules: [half(1, 24000), half(7, 30000)])
    let claims = try judge(
      Report(text, rules: ground.rules, facts: ground.facts(under: policy)), against: ground.facts(under: policy),
      file: "report.txt", period: "2021"
    ).claims
    #expect(claims.last.map { "\($0.formula) \($0.verdict.rawValue)" } == wanted)
  }

  @Test func `a report of another fund is told`() async throws {
    let found = try await Ground.demo.value.judged("2021年度农村最低生活保障资金自评报告\n\n享受补贴1859人。").discrepancies
    #expect(found.contains { $0.code == .scopeMismatch && $0.field == "fund" })
  }

  @Test func `an amount finer than fen has its gap in yuan`() async throws {
    let found = try await Ground.demo.value.judged("恩平市124.704元。").discrepancies
    let gap = try #require(found.first { $0.code == .claimMismatch }).gap
    #expect({ if case .money = gap { true } else { false } }())
  }
}
