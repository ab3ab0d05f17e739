import Domain
import Foundation

extension Checkup {
  /// Clock, user, locale, and what the environment sets.
  mutating func lookAtMachine(_ environment: [String: String], now: Date) {
    let zone = TimeZone.current.identifier
    if now < Date(timeIntervalSince1970: 1_704_067_200) {
      add(
        .error, "clock", zh: "系统时间为 \(timestamp(now))，不可信", en: "it is \(timestamp(now)), which cannot be",
        mend: ("校准时钟（timedatectl set-ntp true）", "set the clock (timedatectl set-ntp true)"))
    } else {
      add(.ok, "clock", zh: "\(timestamp(now))，时区 \(zone)", en: "\(timestamp(now)), time zone \(zone)")
    }
    if geteuid() == 0 {
      add(
        .warning, "user", zh: "以 root 运行，收件文件夹没有保护", en: "this is root, against whom the inbox has no protection",
        mend: (
          "为它设一个专用用户，见 pipelines/duizhang.service", "give it a user of its own, as pipelines/duizhang.service does"
        ))
    } else {
      add(.ok, "user", zh: userName(), en: userName())
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    if locale.lowercased().contains("utf") {
      add(.ok, "locale", zh: locale, en: locale)
    } else {
      let named = locale.isEmpty ? "—" : locale
      add(
        .warning, "locale", zh: "语言环境为 \(named)，终端上的中文可能显示不出（输出文件不受影响）",
        en: "the locale is \(named): a terminal may not show Chinese (files are not affected)",
        mend: ("设 LANG=zh_CN.UTF-8 或 C.UTF-8", "set LANG to zh_CN.UTF-8 or C.UTF-8"))
    }
    let settings = EnvironmentSettings(environment)
    if !settings.set.isEmpty {
      let names = settings.set.joined(separator: ", ")
      add(.ok, "environment", zh: "已设 \(names)", en: "sets \(names)")
    }
    for (name, near) in settings.unknown {
      add(
        .warning, "environment", zh: "\(name) 不是本程序的设置", en: "\(name) is no setting of this program",
        mend: near.map { ("是否为 \($0)？", "did you mean \($0)?") })
    }
  }
}
