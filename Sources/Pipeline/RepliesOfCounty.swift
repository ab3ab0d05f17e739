import Domain
import Normalize
import Publish
import Reconcile

extension CountyStage {
  /// What the county answers on lists that came back, if they are as a run of this key has written them for it.
  func replies(_ lists: [ReturnedList], of county: String, to discrepancies: inout [Discrepancy]) -> [Reply] {
    lists.flatMap { list -> [Reply] in
      let isOurs = context.seal(ReturnMark.content(county: county, fingerprints: list.fingerprints)) == list.seal
      func count(_ answer: Reply.Answer) -> Int { list.replies.count { $0.answer == answer } }
      let (mended, isSo, toCheck) = (count(.mended), count(.isSo), count(.toCheck))
      let message =
        isOurs
        ? Message(
          zh: "已更正 \(mended) 处、情况属实 \(isSo) 处、待核 \(toCheck) 处；答复只供参考，不代替更正",
          en: "\(mended) mended, \(isSo) are so, \(toCheck) to be checked; replies inform and acquit nothing")
        : Message(
          zh: "不是发给本县的那一份，或行数、编号已被改动，答复未采用：请在收到的清单上只填“核对结果”和“说明”",
          en:
            "it is not the one sent to this county, or rows were changed, so its replies are not shown: fill in only reply and note"
        )
      discrepancies.append(
        Discrepancy(
          .fileOrSheetSetAside, severity: isOurs ? nil : .warning,
          subject: Subject(county: register.county(named: county), detail: list.file), period: policy.period,
          field: "file",
          spots: [.init(Place(file: list.file))], level: .county,
          zh: "是退回的核对清单，不作数据：\(message.zh)", en: "a list to mend that came back, no data: \(message.en)"))
      return isOurs ? list.replies : []
    }
  }
}
