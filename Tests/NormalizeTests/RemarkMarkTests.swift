import Support
import Testing

@testable import Domain
@testable import Normalize

/// Remarks that say who is not paid, in whatever column and words.
@Suite struct RemarkMarkTests {
  private func roster(_ header: String, _ first: String, _ second: String = "") -> Trial {
    Trial(
      "甲市2021年花名册\n镇,村,姓名,职务,\(header)\n东镇,山底村,张甲,主任,\(first)\n东镇,山底村,李乙,委员,\(second)\n", name: "花名册.csv")
  }

  @Test(arguments: ["兼任村纪委书记，按规定不重复领取", "兼纪检委员，按文件规定不发", "系村党总支纪检委员，不重复发放", "兼任村纪检委员，按规定不发"])
  func `what a rule says changes nothing of it`(_ text: String) {
    let trial = roster("备注", "\"\(text)\"")
    #expect(trial.records.members.map(\.isConcurrent).first == true && trial.errors.isEmpty)
  }

  @Test(arguments: ["情况说明", "附记", "不发原因", "特殊情况", "其他"])
  func `whatever heads remarks, what they say of another post counts`(_ header: String) {
    let trial = roster(header, "兼任纪检委员")
    #expect(trial.records.members.map(\.isConcurrent).first == true && !trial.codes.contains("DZ104"))
    // Beside remarks of its own it is asked.
    #expect(roster("备注,\(header)", ",兼任纪检委员").errors == ["DZ104"])
    // Who is marked is known, and nothing hangs on other words.
    #expect(!roster("是否兼任,\(header)", "是,兼任纪检委员", "否,").errors.contains("DZ104"))
    #expect(!roster(header, "2019年入党").errors.contains("DZ104"))
  }

  @Test(arguments: ["原任情况", "曾任职务"])
  func `what somebody was before is nothing of now`(_ header: String) {
    #expect(roster(header, "兼任纪检委员").records.members.allSatisfy { $0.isConcurrent != true })
  }

  @Test(arguments: ["包村领导情况", "配偶情况", "任职意向", "学习情况"])
  func `what is said of somebody else, or of a plan, is no remark`(_ header: String) {
    for text in ["兼任纪检委员", "镇纪委委员兼组织委员", "参加纪检业务培训，不合格"] {
      for trial in [roster(header, text), roster("备注,\(header)", ",\(text)", ",")] {
        #expect(trial.records.members.allSatisfy { $0.isConcurrent != true } && trial.errors.isEmpty, "\(text)")
        #expect(trial.codes.contains("DZ104"), "\(text)")
      }
    }
  }

  @Test(arguments: ["不予发放", "不发", "不领取补贴", "不享受补贴", "已享受两委补贴，不发", "已在村“两委”领取补贴，不再发放"])
  func `a note that denies pay is asked where nothing else tells`(_ text: String) {
    #expect(roster("备注", "\"\(text)\"").errors == ["DZ205"], "\(text)")
    // A list of payments says who is paid, and a mark why not.
    let list = Trial(
      payments(
        header: "镇,村,姓名,月数,金额,备注", rows: ["东镇,山底村,张甲,0,0,\"\(text)\"", "东镇,山底村,李乙,12,2880,"]))
    #expect(!list.errors.contains("DZ205"))
    #expect(!roster("是否兼任,备注", "是,\"\(text)\"", "否,").errors.contains("DZ205"))
  }

  @Test(arguments: ["2021年6月起不发", "不发证", "6月离任，停发", "不再担任委员", "未婚", "正常发放"])
  func `other notes ask nothing of the kind`(_ text: String) {
    #expect(!roster("备注", "\"\(text)\"").records.discrepancies.contains { $0.message.zh.contains("未写明原因") })
  }
}
