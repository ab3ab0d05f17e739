import Testing

@testable import Domain
@testable import Normalize

/// A file of one village that is called by the village's bare name.
@Suite struct BareHomeTests {
  private func villages(_ path: String, _ title: String) -> [String?] {
    let trial = Trial([
      (path, Array("\(title)\n单位：元\n序号,姓名,职务,月数,金额\n1,张甲,主任,12,2880\n2,李乙,委员,12,2880\n".utf8))
    ])
    return trial.records.members.indices.map(trial.village)
  }

  @Test(arguments: [
    ("东镇/水口2021年村监委补贴发放表.csv", "东镇水口2021年村务监督委员会成员补贴发放表"), ("东镇/03水口村监委补贴发放表.csv", "2021年补贴发放表"),
    ("东镇/补贴发放表.csv", "甲市东镇水口村务监督委员会成员补贴发放表"), ("水口发放表.csv", "东镇水口补贴发放表"),
  ])
  func `a name and title that begin with it are of the village`(_ path: String, _ title: String) {
    #expect(villages(path, title) == ["990101100201", "990101100201"])
  }

  @Test(arguments: [
    ("东镇/2021年发放表.csv", "东镇2021年补贴发放表"), ("东镇/水口2021年发放表.csv", "东镇山底2021年补贴发放表"), ("水口2021年发放表.csv", "2021年补贴发放表"),
    ("东镇/大槐墟2021年发放表.csv", "2021年补贴发放表"),
  ])
  func `a town's name, two villages, no town or a community are none`(_ path: String, _ title: String) {
    #expect(villages(path, title).allSatisfy { $0 == nil })
  }

  @Test func `a file called by a village alone is that village's in another town's folder too`() {
    #expect(villages("西街道/水口村.csv", "2021年补贴发放表") == ["990101100201", "990101100201"])
    // Two towns have a 山底村, a bare name may be anything, and a title says more than a folder.
    #expect(villages("西街道/山底村.csv", "2021年补贴发放表") == ["990101101200", "990101101200"])
    #expect(villages("西街道/水口.csv", "2021年补贴发放表").allSatisfy { $0 == nil })
    #expect(villages("西街道/水口村.csv", "西街道2021年补贴发放表").allSatisfy { $0 == nil })
  }
}
