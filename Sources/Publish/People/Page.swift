import Domain
import Mustache

extension Bulletin {
  /// `report.html`: one file for everybody, in both languages, the pipeline's first.
  func page() async throws -> [UInt8] {
    MustacheContentTypes.register(PageText(), named: PageText.name)
    let template = try MustacheTemplate(string: PageTemplate.page)
    let parts = try PageTemplate.article.map { try MustacheTemplate(string: PageText.mark + $0) }
    async let zh = Article(self, language: "zh").markup(parts)
    async let en = Article(self, language: "en").markup(parts)
    let content: Fields = [
      "title": Message(zh: "\(period) 对账", en: "\(period) reconciliation").text(language),
      "htmlLang": language == "zh" ? "zh-CN" : "en", "zhFirst": language == "zh",
      // At the foot of each sheet of paper, in either language; it stands in a style, where only plain signs are themselves.
      "foot": "duizhang · \(period) · \(asOf)".filter { $0.isLetter || $0.isNumber || " ·-".contains($0) },
      "style": Markup(PageTemplate.style), "script": Markup(PageTemplate.script),
      "articles": await [zh, en],
    ]
    return Array(template.render(content).utf8)
  }

  /// The period of the policy.
  var period: String { publication.context.policy.period }
}
