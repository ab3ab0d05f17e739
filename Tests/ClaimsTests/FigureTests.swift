import Testing

@testable import Claims

/// `stated unit qualifier` of each figure in a text.
private func figures(_ text: String) -> [String] {
  ReportText(text).paragraphs.flatMap { MarkedParagraph($0).figures }.map { figure in
    [figure.stated, figure.unit.written, figure.bound.rawValue].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

@Suite struct FigureTests {
  @Test(arguments: [
    ("下达689.39万元", ["689.39 万元"]),
    ("下达６８９．３９万元", ["689.39 万元"]),
    ("下达689. 39 万元", ["689.39 万元"]),
    ("下达5,353,920元", ["5353920 元"]),
    ("下达5，353，920.00元", ["5353920.00 元"]),
    ("应有1 962 人", ["1962 人"]),
    ("下达0.0689亿元", ["0.0689 亿元"]),
    ("下达535.392万", ["535.392 万"]),
    ("下达五百三十五点三九二万元", ["535.392 万元"]),
    ("应有一千九百六十二人", ["1962 人"]),
    ("补贴标准二百四十元", ["240 元"]),
    ("使用率百分之百，参选率百分之九十五点二", ["100 %", "95.2 %"]),
    ("执行率１００％", ["100 %"]),
    ("培训140多名骨干", ["140 名 多"]),
    ("培训一百四十余名骨干", ["140 名 多"]),
    ("超过140人", ["140 人 以上"]),
    ("140人以上", ["140 人 以上"]),
    ("近140人", ["140 人 近"]),
    ("约140人", ["140 人 约"]),
    ("每村3—5人", ["3-5 人"]),
    ("每村3人至5人", ["3-5 人"]),
    ("台山、开平、恩平分别为239.328、171.36和124.704万元", ["239.328 万元", "171.36 万元", "124.704 万元"]),
    ("三市共654个村", ["3 市", "654 个"]),
    ("组织市县镇三级140人", ["3 级", "140 人"]),
    ("实现“一降两高三升”（甲，乙、丙，丁、戊、己）", ["1 降", "2 高", "3 升"]),
    ("按12个月计算", ["12 个月"]),
    ("自评98分", ["98 分"]),
    ("新建1块电子显示屏", ["1 块"]),
  ])
  func `figures are read in the forms in which reports write them`(_ text: String, _ expected: [String]) {
    #expect(figures(text) == expected)
  }

  @Test(arguments: [
    "截止2021年12月31日", "截止2021年12月", "2021-12-31", "2021年度", "2021-2025年", "2022年5月13日填报", "省“十四五”规划",
    "(江财绩函〔2022〕1号)", "江财绩函〔2022〕１ 号", "第3名", "1. 小积分", "（2）其他", "一、概况", "（三）过程", "一是开展。二是推进。",
    "“双百工程”", "“五化”创建", "探索“五G”新模式", "5G网络", "A4纸", "政府购买第三方服务", "一批示范点", "进一步推进", "同一个村", "是一个重要方面",
    "三个方面", "联系电话：0750-3300000", "手机：13800138000", "13800138000", "身份证号码440781199001010011", "上午8:30开会", "“两委”班子",
  ])
  func `dates, ordinals, documents, names and personal numbers are no figures`(_ text: String) {
    #expect(figures(text).isEmpty)
  }

  @Test(arguments: [
    ("应有1962\n人", 1), ("共有１９\n６２人，", 1), ("2021年度市级财政资金绩效自评工作的通知（江财绩函〔2022〕1\n\n号）文件要求，支出9万元。", 1),
    ("第一页的内容很长很长很长很长，下达\n- 3 -\n115万元。", 1), ("下达\u{C}115万元", 1),
  ])
  func `a line broken inside a sentence is joined`(_ text: String, _ count: Int) {
    let paragraphs = ReportText(text).paragraphs
    #expect(paragraphs.flatMap { MarkedParagraph($0).figures }.count == count)
    #expect(paragraphs.flatMap { MarkedParagraph($0).figures }.allSatisfy { $0.unit.kind != .none })
  }

  @Test func `a figure's line is the line that its digits stand on`() {
    let paragraphs = ReportText("标题\r\n\r\n一、资金使用情况和项目完成情况的说明，本年\r\n下达115万元。").paragraphs
    let lines = paragraphs.flatMap { paragraph in
      MarkedParagraph(paragraph).figures.map { paragraph.lines[$0.range.lowerBound] }
    }
    #expect(lines == [4])
  }

  @Test func `numbers beyond reckoning do no harm`() {
    let long = String(repeating: "9", count: 200)
    #expect(figures("共\(long).\(long)万元").count <= 1)
    #expect(figures(String(repeating: "一", count: 5000) + "个").count <= 1)
    #expect(figures(String(repeating: "(", count: 5000)).isEmpty)
  }
}
