/// Forms of years, months and days in titles and names. Each is made once, for making a pattern costs more than looking for it; none is
/// ever changed, though its type does not say so.
enum TitlePatterns {
  /// 2021年12月31日.
  nonisolated(unsafe) static let day = #/20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日?/#
  /// 2021-12-31.
  nonisolated(unsafe) static let dottedDay = #/20[0-9]{2}([-.\/])[0-9]{1,2}\1[0-9]{1,2}/#
  /// 20211231.
  nonisolated(unsafe) static let plainDay = #/20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])/#
  /// 2017-2021届.
  nonisolated(unsafe) static let years = #/20[0-9]{2}年?[-至~—]20[0-9]{2}年?届?(?!年?度)/#
  /// 2020年12月换届.
  nonisolated(unsafe) static let turnover = #/20[0-9]{2}年?(?:[0-9]{1,2}月)?份?换届/#
  /// 参照2020年标准, 按2020年花名册: what a list goes by is of its own year. Of 根据要求将2020年名单公示 and 按2020年标准发放表 nobody knows.
  nonisolated(unsafe) static let basis =
    #/(?:(?:参照|比照|按照|依照|对照|依据|根据|沿用|延用|按)[《本该市县区镇]{0,2}20[0-9]{2}年?度?[^,，。;；:：()（）0-9表册单]{0,10}?(?:标准|文件|通知|办法|规定|方案|精神|政策|口径)|(?:对照|按照|沿用|延用|按)20[0-9]{2}年?度?的?(?:人员)?(?:花名册|名册|名单))(?![^,，。;；:：()（）0-9]*(?:[表册单]|明细|情况|汇总|落实|公示|人员))/#
  /// 2020年标准 at the end of a clause.
  nonisolated(unsafe) static let standard = #/20[0-9]{2}年?度?的?(?:补贴|补助|发放|执行)?标准(?=[,，。;；)）》]|$)/#
  /// 2020年12月印发, 2020年修订 at the end of a clause, 2020年起执行: the year of a rule or a form, not of a list.
  nonisolated(unsafe) static let rule =
    #/20[0-9]{2}年?度?(?:[0-9]{1,2}月)?份?(?:[0-9]{1,2}日)?(?:(?:印发|印制|下发|发文|公布|出台|制定|修订|制)(?=[,，。;；)）》]|$)|(?:起|开始)[^,，。;；:：]{0,15}?(?:施行|实施|执行)(?![^,，。;；]*(?:[表册单]|明细|情况|人员)))/#
  /// 2020年第15号.
  nonisolated(unsafe) static let documentNumber = #/20[0-9]{2}年?第?[0-9]{1,3}号/#
  /// 2021年3月.xlsx.
  nonisolated(unsafe) static let onlyMonth = #/(?:20[0-9]{2}年)?[0-9]{1,2}月份?(?:\.[A-Za-z]+)?/#
  /// 2021, 2021年度.
  nonisolated(unsafe) static let onlyYear = #/(20[0-9]{2})年?度?/#
  /// 2021年, 2021年第一季度, 上半年, 3月份, 21年3月, 2021-03, 2021.03, and 3月补贴; the time without the document.
  nonisolated(unsafe) static let onlyTime =
    #/(20[0-9]{2}年?度?|(?:(?:20)?[0-9]{2}年)?(?:[0-9]{1,2}月份?|[0-9]{1,2}月?[-–—~至到][0-9]{1,2}月份?|第?[一二三四1-4首]季度?|[上下]半年)|20[0-9]{2}[-.](?:0[1-9]|1[0-2]))(?:补贴|补助)?(?:发放表|报表|月报|材料|资料|表)?/#
  /// 一季发放表, 第2季, 首季补贴: a quarter without 度, right before the document or at a name's end; 四季村 is a place.
  nonisolated(unsafe) static let shortQuarter =
    #/(?:^|[年度市县区镇村乡道\-_.(（])(?:第?([一二三四1-4首])季)(?=(?:村务|村监|补贴|补助|发放|支付|汇总|月报|报表|明细|花名册|名册|表|[)）_\-.]|$))/#
  /// 附件3-1月: the attachment's number before a month's.
  nonisolated(unsafe) static let attachment = #/附件[0-9]{1,2}[-–—_](?=[0-9]{1,2}月)/#
  /// The year of a time, 21年 or 2021.
  nonisolated(unsafe) static let yearOfTime = #/(20[0-9]{2})|([0-9]{2})年/#
  /// 202103, 2021-03.
  nonisolated(unsafe) static let yearAndMonth =
    #/(?:^|[^0-9])(20[0-9]{2})[-._\/]?(0[1-9]|1[0-2])(?:[^0-9]|$)/#
  /// 1-3月, 2021年1月至2021年3月.
  nonisolated(unsafe) static let span =
    #/(?:^|[^0-9])([0-9]{1,2})月?份?[-–—~～至到]+(?:20[0-9]{2}年)?([0-9]{1,2})月/#
}
