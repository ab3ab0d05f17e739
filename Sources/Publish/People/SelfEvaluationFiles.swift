import Domain
import Mustache

extension Bulletin {
  /// `self-evaluation.md` and `self-evaluation.html`: the same words, for editing and for printing.
  public func selfEvaluation() throws -> (markdown: [UInt8], page: [UInt8]) {
    let report = SelfEvaluation(self)
    let (sections, annexes) = (report.sections, [report.form, report.claims].filter { !$0.rows.isEmpty })
    return (
      Array(markdown(report, sections, annexes).utf8),
      Array(try page(report, sections, annexes).utf8)
    )
  }

  private func markdown(
    _ report: SelfEvaluation, _ sections: [SelfEvaluation.Section], _ annexes: [SelfEvaluation.Annex]
  )
    -> String
  {
    var lines = ["# " + escaped(report.title), "", "> " + escaped(report.note), ""]
    for line in report.head { lines += [escaped(line), ""] }
    for section in sections {
      lines += ["## " + escaped(section.heading), ""]
      for paragraph in section.paragraphs { lines += [escaped(paragraph), ""] }
    }
    for annex in annexes {
      func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
      lines += ["## " + escaped(annex.heading), "", row(annex.heads.map(escaped))]
      lines.append("|" + annex.heads.indices.map { annex.numbers.contains($0) ? "---:|" : "---|" }.joined())
      lines += annex.rows.map { row($0.map(escaped)) } + [""]
    }
    return lines.joined(separator: "\n")
  }

  // Names of villages, files and budget lines may hold what Markdown, or the HTML within it, takes for its own.
  private func escaped(_ text: String) -> String {
    var out = ""
    for scalar in Mask.persons(in: text).unicodeScalars {
      switch scalar {
      case "\\", "|", "*", "_", "`", "[", "]", "#", "~": out += "\\\(scalar)"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "&": out += "&amp;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private func page(_ report: SelfEvaluation, _ sections: [SelfEvaluation.Section], _ annexes: [SelfEvaluation.Annex])
    throws -> String
  {
    let content: Fields = [
      "htmlLang": language == "zh" ? "zh-CN" : "en", "title": report.title, "note": report.note,
      "style": Markup(PageTemplate.styleOfEvaluation),
      "head": report.head.map(Words.init),
      "sections": sections.map { ["heading": $0.heading, "paragraphs": $0.paragraphs.map(Words.init)] as Fields },
      "annexes": annexes.map { annex -> Fields in
        func cells(_ texts: [String]) -> [Fields] {
          texts.enumerated().map {
            [
              "text": $0.element,
              "class": annex.numbers.contains($0.offset) ? "n" : $0.offset == annex.words ? "t" : "",
            ]
          }
        }
        return [
          "heading": annex.heading, "heads": cells(annex.heads),
          "rows": annex.rows.map { ["cells": cells($0)] as Fields },
        ]
      },
    ]
    MustacheContentTypes.register(PageText(), named: PageText.name)
    return try MustacheTemplate(string: PageText.mark + PageTemplate.selfEvaluation).render(content)
  }
}

extension PageTemplate {
  /// The self-evaluation: plain text and two tables, for paper.
  static let selfEvaluation = """
    <!DOCTYPE html>
    <html lang="{{htmlLang}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
    <link rel="icon" href="data:,">
    <title>{{title}}</title>
    <style>
    {{{style}}}</style>
    </head>
    <body><main>
    <h1>{{title}}</h1>
    <p class="note">{{note}}</p>
    {{#head}}<p class="head">{{.}}</p>
    {{/head}}{{#sections}}<h2>{{heading}}</h2>
    {{#paragraphs}}<p>{{.}}</p>
    {{/paragraphs}}{{/sections}}
    {{#annexes}}<h2>{{heading}}</h2>
    <div class="scroll" tabindex="0" role="group" aria-label="{{heading}}"><table aria-label="{{heading}}"><thead><tr>{{#heads}}<th scope="col" class="{{class}}">{{text}}</th>{{/heads}}</tr></thead>
    <tbody>{{#rows}}<tr>{{#cells}}<td class="{{class}}">{{text}}</td>{{/cells}}</tr>
    {{/rows}}</tbody></table></div>
    {{/annexes}}
    </main></body>
    </html>

    """

  /// The self-evaluation's looks.
  static let styleOfEvaluation = """
    *{box-sizing:border-box}
    body{margin:0;background:#fff;color:#111;font:16px/1.8 "Noto Serif CJK SC","Source Han Serif SC","SimSun",serif}
    main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}
    h1{text-align:center;font-size:1.5rem}h2{font-size:1.15rem;margin:1.4rem 0 .4rem}
    p{margin:.4rem 0;text-indent:2em;overflow-wrap:anywhere}.note,.head{text-indent:0}.note{color:#4f5b6b;font-size:.92rem}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;width:100%;font-size:.85rem;line-height:1.5}
    th,td{border:1px solid #999;padding:.2rem .4rem;text-align:left;vertical-align:top;min-width:3.5em}
    .t{min-width:9em}
    thead th{background:#f0f3f7}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    @media print{@page{size:A4;margin:20mm 16mm;@bottom-center{content:counter(page) " / " counter(pages);font-size:8pt;color:#333}}body{font-size:11pt}main{max-width:none;padding:0}tr{break-inside:avoid}h2{break-after:avoid}thead{display:table-header-group;break-after:avoid}tbody tr:last-child{break-before:avoid}table{font-size:7.5pt}th,td{padding:.1rem .2rem;min-width:0;overflow-wrap:break-word}.scroll{overflow:visible}th.n{white-space:normal}th:first-child,td:first-child,td:last-child{white-space:nowrap}}

    """
}
