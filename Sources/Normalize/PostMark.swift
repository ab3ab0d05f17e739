/// What a text says of another post that pays its holder: 兼任, 主任（兼纪检委员）, 无兼任.
///
/// Only what is wholly made of known words is an answer: 原兼任 and 2021年7月起兼任 say more than yes or no, and nobody may guess what.
enum PostMark {
  /// The post is held.
  case yes
  /// It is not.
  case no
  /// The post is spoken of, but not as a plain yes or no.
  case unclear
  /// The text is about something else.
  case silent

  /// What a text of words says; ticks and crosses are a flag's own.
  init(_ text: String) {
    var (says, isUnknown) = (Set<Clause>(), false)
    let words = Text.squeezed(text)
    for part in words.split(whereSeparator: { "()[]【】,，、;；:：。./-—".contains($0) }) {
      if let clause = Clause(part) { says.insert(clause) } else { isUnknown = true }
    }
    let isOfPost = Self.posts.contains { words.contains($0) }
    switch (says.contains(.held), says.contains(.notHeld)) {
    case (true, false) where !isUnknown: self = .yes
    case (false, true) where !isUnknown: self = .no
    case (false, false) where !isOfPost: self = .silent
    default: self = isOfPost || !isUnknown ? .unclear : .silent
    }
  }

  /// Words that name the post.
  static let posts = ["纪检", "纪委"]

  /// What a part between commas or brackets says.
  private enum Clause {
    case held, notHeld, notPaid, seat

    init?(_ text: Substring) {
      // 本表不再发放: he is paid in another list.
      let list = ["本表", "此表", "该表", "本册", "此处"].first(where: text.hasPrefix)
      if PostMark.unpaid.contains(String(PostMark.withoutRule(text.dropFirst(list?.count ?? 0)))) {
        self = .notPaid
        return
      }
      if text.utf8.count >= 15, text.contains("纪"), text.wholeMatch(of: PostMark.drawn) != nil {
        self = .held
        return
      }
      var rest = text
      while let word = PostMark.adverbs.first(where: rest.hasPrefix) { rest = rest.dropFirst(word.count) }
      let negation = PostMark.negations.first(where: rest.hasPrefix)
      rest = rest.dropFirst(negation?.count ?? 0)
      var (holds, isOfPost, others) = (false, false, 0)
      while !rest.isEmpty {
        if let word = PostMark.holding.first(where: rest.hasPrefix) {
          (holds, others) = (true, 0)
          rest = rest.dropFirst(word.count)
        } else if let word = PostMark.postWords.first(where: rest.hasPrefix) {
          isOfPost = true
          rest = rest.dropFirst(word.count)
        } else if let word = PostMark.seats.first(where: rest.hasPrefix) {
          others += 1
          rest = rest.dropFirst(word.count)
        } else if let word = PostMark.fillers.first(where: rest.hasPrefix) {
          rest = rest.dropFirst(word.count)
        } else if holds || isOfPost, PostMark.unpaid.contains(String(rest)) {
          // 兼任不发
          break
        } else {
          return nil
        }
      }
      if negation != nil {
        // 不是委员 speaks of no other post.
        guard holds || isOfPost || others == 0 else { return nil }
        self = .notHeld
      } else if isOfPost {
        self = .held
      } else if holds {
        // 兼任主任 and 兼职委员 name some other post.
        guard others == 0 else { return nil }
        self = .held
      } else {
        guard others > 0 else { return nil }
        self = .seat
      }
    }
  }

  /// 已领纪检委员补贴, 已在纪检委员处领取 and 由村纪委书记兼任: the post is held, whatever else pays it. 由纪检委员领取 may be who fetches the money.
  nonisolated(unsafe) private static let drawn =
    #/
    (?: 现 | 均 | 本人 | 其 )? (?:
      (?:已经?)? (?:领取?|享受) (?:本?村|党总支|党支部|支部|党委)*
        (?:纪检监察委员|纪检委员|纪检书记|纪委书记|纪委委员) (?:职务|岗位)? 的? (?:补贴|补助|津贴|报酬|待遇)
      | (?:已经?)? (?:在|按|以) (?:本?村|党总支|党支部|支部|党委)*
        (?:纪检监察委员|纪检委员|纪检书记|纪委书记|纪委委员) (?:处|职务|岗位|身份|名义)? (?:已)? (?:领取?|享受) (?:补贴|补助|津贴|报酬|待遇)?
      | 由 (?:本?村|党总支|党支部|支部|党委)*
        (?:纪检监察委员|纪检委员|纪检书记|纪委书记|纪委委员) (?:兼任?|担任)
    )
    /#

  /// What is said behind 按规定 or 按文件规定.
  private static func withoutRule(_ text: Substring) -> Substring {
    guard ["按", "依", "根据"].contains(where: text.hasPrefix), text.utf8.count <= 60,
      let mark = text.ranges(of: "规定").first, text[..<mark.lowerBound].count <= 5
    else { return text }
    return text[mark.upperBound...]
  }

  /// Whether a text denies pay, and names neither the post nor the time for which, nor that somebody left.
  static func deniesPay(_ text: String) -> Bool {
    guard text.utf8.count <= 120, Text.has(text, anyOf: "不停免未") else { return false }
    let words = Text.squeezed(text)
    guard !words.contains(where: { $0.isASCII && $0.isNumber }), !posts.contains(where: words.contains),
      !["离", "辞", "退", "调", "去世", "亡", "死", "免职", "届", "停职"].contains(where: words.contains)
    else { return false }
    return words.split(whereSeparator: { "()[]【】,，、;；:：。./".contains($0) }).contains { part in
      let own = withoutRule(part)
      return unpaid.contains(String(own)) || own.wholeMatch(of: denied) != nil
    }
  }

  nonisolated(unsafe) private static let denied =
    #/(?:故|因此|所以|现)?(?:不予?|不再|停止|不重复)(?:发放?|领取?|享受|计发)(?:本项|该项|此项|村监委)?(?:补贴|补助|津贴|报酬)?/#

  /// Words that say that somebody is not paid.
  static let unpaid: Set<String> = [
    "不发", "不发放", "不领", "不领取", "不重复发放", "不重复领取", "不重复发", "不再发放", "不享受", "不补贴", "不予发放", "停发", "免发", "不计发", "未发", "未领取",
    "不再领取",
    "不重复享受", "不发补贴", "不领补贴",
  ]
  private static let adverbs = [
    "已经", "已", "系", "现系", "现在", "现", "目前", "暂时", "暂", "尚", "并", "均", "都", "也", "从", "同时", "本人", "由其", "其",
  ]
  private static let negations = ["不存在", "没有", "未有", "不再", "不是", "否", "不", "未", "无", "非", "没"]
  private static let holding = ["兼任", "兼职", "兼", "交叉任职", "重复"]
  private static let postWords = [
    "纪检监察委员", "纪检监察", "纪检委员", "纪检书记", "纪检组长", "纪检员", "纪检", "纪委书记", "纪委副书记", "纪委委员", "纪委",
  ]
  private static let seats = ["副主任", "主任", "委员", "成员", "组长", "组员", "书记", "副书记"]
  private static let fillers = [
    "村务监督委员会", "监督委员会", "村民委员会", "村委会", "村监委会", "村监委", "监委会", "监委", "村党组织", "党组织", "党总支", "党支部", "党委", "总支", "支部", "两委",
    "村级",
    "本村", "该村", "所在村", "村", "社区", "党", "担任", "其他", "其它", "职务", "一职", "有", "任", "的", "情况", "是",
  ]
}
