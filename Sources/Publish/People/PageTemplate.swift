/// The templates of `report.html`. Every value goes through Mustache's escaping; nothing is fetched, and no script is needed to read it.
enum PageTemplate {
  /// The page around the article in both languages; the languages change places without a script.
  static let page = """
    {{% CONTENT_TYPE:PAGE}}<!DOCTYPE html>
    <html lang="{{htmlLang}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
    <link rel="icon" href="data:,">
    <title>{{title}}</title>
    <style>
    {{{style}}}@media print{@page{size:A4;margin:14mm 12mm 16mm;@bottom-left{content:"{{foot}}";font-size:8pt;color:#333}@bottom-right{content:counter(page) " / " counter(pages);font-size:8pt;color:#333}}}
    </style>
    </head>
    <body>
    <input type="radio" name="lang" id="lang-zh" aria-label="中文"{{#zhFirst}} checked{{/zhFirst}}>
    <input type="radio" name="lang" id="lang-en" aria-label="English"{{^zhFirst}} checked{{/zhFirst}}>
    <div class="langs"><label for="lang-zh" lang="zh">中文</label><label for="lang-en" lang="en">English</label></div>
    {{#articles}}{{{.}}}{{/articles}}
    <script>
    {{{script}}}</script>
    </body>
    </html>

    """

  /// The page's looks.
  static let style = """
    :root{--ink:#1c2430;--soft:#4f5b6b;--line:#d5dbe3;--paper:#fff;--back:#f4f6f9;--good:#14652f;--goodback:#e6f4ea;--fair:#7a4b00;--fairback:#fff4d6;--bad:#9b1c1c;--badback:#fde8e8;--blue:#1f4e79}
    *{box-sizing:border-box}
    body{margin:0;background:var(--back);color:var(--ink);font:16px/1.55 system-ui,"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif}
    input[name=lang]{position:absolute;opacity:0}
    .langs{position:absolute;right:1rem;top:.6rem;font-size:.9rem}
    .langs label{padding:.15rem .6rem;border:1px solid #fff;border-radius:.3rem;color:#fff;cursor:pointer;margin-left:.2rem}
    #lang-zh:checked~.langs label[for=lang-zh],#lang-en:checked~.langs label[for=lang-en]{background:#fff;color:var(--blue)}
    #lang-zh:focus-visible~.langs label[for=lang-zh],#lang-en:focus-visible~.langs label[for=lang-en]{outline:3px solid #ffd54a}
    #lang-zh:checked~article.en,#lang-en:checked~article.zh{display:none}
    header.top{background:var(--blue);color:#fff;padding:1rem 1.2rem}
    header.top>div,main{max-width:1200px;margin:0 auto}
    header.top h1{font-size:1.15rem;margin:0 8.5rem 0 0}
    header.top p{margin:.25rem 0 0;font-size:1.05rem}
    header.top small{color:#dbe7f3}
    main{padding:1rem 1.2rem 3rem}
    section{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:1rem 1.1rem;margin:0 0 1rem;min-width:0}
    h2{font-size:1.1rem;margin:0 0 .6rem}h3{font-size:1rem;margin:0}
    .first{display:grid;grid-template-columns:minmax(0,1.45fr) minmax(0,1fr);gap:1rem}
    .worst{list-style:none;margin:0;padding:0}
    .worst li{border-left:.35rem solid var(--bad);background:var(--badback);border-radius:.3rem;padding:.5rem .8rem;margin:0 0 .6rem;overflow-wrap:anywhere}
    .worst li.warning{border-color:#b57b00;background:var(--fairback)}
    .worst p{margin:.15rem 0}
    .brief{margin:.4rem 0 0;padding:0;list-style:none}.brief>li{padding:.3rem 0;border-top:1px solid var(--line);break-inside:avoid}
    .brief p{margin:0}.brief ul{margin:.1rem 0 .2rem;padding-left:1.2rem;font-size:.92rem}.brief a{color:var(--blue)}
    .where{color:var(--soft);font-size:.9rem}
    .sum{font-weight:700;white-space:nowrap}
    .good{color:var(--good)}.fair{color:var(--fair)}.bad{color:var(--bad)}
    .tag{display:inline-block;border-radius:.25rem;padding:0 .45rem;font-size:.85rem;font-weight:600;white-space:nowrap}
    .tag.good{background:var(--goodback)}.tag.fair{background:var(--fairback)}.tag.bad{background:var(--badback)}
    svg{display:block;width:100%;height:auto}
    svg text{font-family:inherit;fill:var(--ink)}
    .chain{max-width:430px;margin:0 auto}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;width:100%;font-size:.92rem}
    .note{color:var(--soft);font-size:.92rem;margin:0 0 .4rem}
    th,td{padding:.35rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
    thead th{vertical-align:bottom}th[scope=row]{white-space:nowrap}td.n,th.n{text-align:right}td.n{font-variant-numeric:tabular-nums;white-space:nowrap}
    td.text{min-width:16rem;overflow-wrap:anywhere}td.date{white-space:nowrap}section a{color:var(--blue)}
    .files{columns:18rem;column-gap:2rem;margin:0;padding-left:1.2rem;font-size:.92rem}
    .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:1rem}
    figure{margin:0;min-width:0}figcaption{font-size:.9rem;color:var(--soft)}
    details{border-bottom:1px solid var(--line);padding:.45rem 0}
    summary{cursor:pointer;overflow-wrap:anywhere}
    details p{margin:.3rem 0 .3rem 1.1rem;overflow-wrap:anywhere}details ul{margin:.3rem 0;overflow-wrap:anywhere}
    code{background:#eef1f5;border-radius:.2rem;padding:0 .25rem;overflow-wrap:anywhere;font-size:.88em}
    .paper{display:none}details.finding{scroll-margin-top:.6rem}.sideways{display:none;color:var(--soft);font-size:.85rem;margin:0 0 .2rem}
    .filter{display:none;gap:.5rem;flex-wrap:wrap;margin:0 0 .6rem}.script .filter{display:flex}
    .filter input{font:inherit;padding:.3rem .5rem;border:1px solid #8792a2;border-radius:.3rem;min-width:14rem}
    @media(max-width:800px){.sideways{display:block}.first{grid-template-columns:minmax(0,1fr)}main{padding:.7rem .6rem 2rem}section{padding:.8rem}header.top p{font-size:1rem}body{font-size:15px}}
    @media print{.paper{display:inline;color:#333;font-size:8.5pt}.sideways{display:none!important}body{background:#fff;font-size:10.5pt}.langs,.filter{display:none!important}.filter.in-use{display:flex!important}header.top{background:#fff;color:#000;padding:0 0 .4rem;border-bottom:2px solid #000}header.top small{color:#333}header.top h1{margin:0}main{padding:.6rem 0 0;max-width:none}section{border:0;padding:.3rem 0;margin:0 0 .5rem}.first{grid-template-columns:minmax(0,1.3fr) minmax(0,1fr);gap:0 1rem}.first>.told{display:contents}.told>*{grid-column:1}.told>.brief{grid-column:1/-1}.first>.told+section{grid-column:2;grid-row:1/span 4}.brief>li{break-inside:auto}.brief ul li,.worst li,figure,tr,.chain{break-inside:avoid}h2,.brief p,thead{break-after:avoid}tbody tr:last-child,.scroll+.where{break-before:avoid}table{font-size:8.5pt}table[data-table=counties]{font-size:7.5pt}td .tag{padding:0 .25rem;font-size:1em}th[scope=row]{white-space:normal}th,td{padding:.18rem .25rem}.charts{grid-template-columns:1fr 1fr}td.text{min-width:0}.scroll{overflow:visible}thead{display:table-header-group}details{break-inside:avoid}summary{list-style:none}summary::-webkit-details-marker{display:none}.files{columns:3;font-size:8.5pt}.links{break-inside:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}

    """

  /// What makes it easier to read for those whose program runs scripts.
  static let script = """
    document.documentElement.classList.add("script");
    const narrow = input => {
      const wanted = input.value.trim().toLowerCase();
      let shown = 0;
      for (const item of input.closest("section").querySelectorAll("details.finding")) {
        item.hidden = wanted !== "" && !item.textContent.toLowerCase().includes(wanted);
        if (!item.hidden) shown += 1;
      }
      input.closest(".filter").querySelector("output").value = wanted === "" ? "" : shown;
      // On paper what is left out is told.
      input.closest(".filter").classList.toggle("in-use", wanted !== "");
    };
    for (const input of document.querySelectorAll(".filter input")) input.addEventListener("input", () => narrow(input));
    // A link to a finding opens it, though the filter hides it.
    const follow = () => {
      const item = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!item?.matches("details.finding")) return;
      if (item.hidden) for (const input of item.closest("section").querySelectorAll(".filter input")) { input.value = ""; narrow(input); }
      item.open = true;
      item.scrollIntoView();
      item.querySelector("summary").focus();
    };
    addEventListener("hashchange", follow);
    addEventListener("load", follow);
    for (const link of document.querySelectorAll(".brief a")) link.addEventListener("click", () => { if (link.hash === location.hash) follow(); });
    addEventListener("beforeprint", () => { for (const item of document.querySelectorAll("details.finding")) item.open = false; });

    """

  /// The article in one language, part by part: the library reads a template in time that grows with the square of its length.
  static let article = [
    """
    <article class="{{lang}}" lang="{{htmlLang}}">
    <header class="top"><div><h1>{{title}}</h1><p>{{sentence}}</p><small>{{asOf}}</small></div></header>
    <main>
    <div class="first">
    <section class="told" aria-labelledby="{{lang}}-worst"><h2 id="{{lang}}-worst">{{w.worst}}</h2>
    <ol class="worst">{{#worst}}<li class="{{severity}}"><h3>{{title}}</h3><p>{{message}}</p><p class="where">{{where}}{{#effect}} · <span class="sum">{{.}}</span>{{/effect}}</p></li>{{/worst}}</ol>
    {{^worst}}<p class="good">{{w.nothing}}</p>{{/worst}}
    {{#tally}}<p class="where">{{text}}</p>{{/tally}}
    <ul class="brief">{{#brief}}<li><p><strong lang="zh-CN">{{name}}</strong> {{text}} <span class="tag {{tone}}">{{status}}</span>{{#stated}} <span class="where">{{text}}</span>{{/stated}}</p>{{#why}}<p class="where">{{because}}</p><ul class="{{of}}">{{#reasons}}<li>{{#link}}<a href="#{{anchor}}">{{/link}}{{text}}{{#link}}</a>{{/link}}</li>{{/reasons}}</ul>{{/why}}</li>{{/brief}}</ul></section>
    <section aria-labelledby="{{lang}}-chain"><h2 id="{{lang}}-chain">{{w.chain}}</h2>
    <svg class="chain" viewBox="0 0 430 {{chain.height}}" role="img" aria-label="{{chain.alt}}">
    {{#chain.ties}}<line x1="60" x2="60" y1="{{top}}" y2="{{bottom}}" stroke="{{color}}" stroke-width="5"/><circle cx="60" cy="{{middle}}" r="12" fill="{{color}}"/><text x="60" y="{{mark}}" text-anchor="middle" style="fill:#fff" font-size="15" font-weight="700">{{sign}}</text><text x="84" y="{{mark}}" font-size="13" font-weight="600" style="fill:{{color}}">{{text}}</text>
    {{/chain.ties}}{{#chain.nodes}}<rect x="10" y="{{y}}" width="410" height="34" rx="6" fill="#eef3f8" stroke="#1f4e79"/><text x="22" y="{{line}}" font-size="15">{{name}}</text><text x="408" y="{{line}}" font-size="15" font-weight="700" text-anchor="end">{{value}}</text>
    {{/chain.nodes}}</svg></section>
    </div>

    """,
    """
    <section aria-labelledby="{{lang}}-counties"><h2 id="{{lang}}-counties">{{w.counties}}</h2>
    <p class="note" id="{{lang}}-counties-note">{{w.countiesNote}}</p>
    <p class="sideways" aria-hidden="true">{{w.sideways}}</p><div class="scroll" tabindex="0" role="group" aria-label="{{w.counties}}{{w.table}}"><table aria-labelledby="{{lang}}-counties" data-table="counties" aria-describedby="{{lang}}-counties-note"><thead><tr>{{#countyHeads}}<th scope="col" class="{{class}}">{{name}}</th>{{/countyHeads}}</tr></thead>
    <tbody>{{#counties}}<tr data-key="{{code}}"><th scope="row" lang="zh-CN">{{name}}</th><td><span class="tag {{tone}}">{{status}}</span></td>{{#cells}}<td class="n" data-field="{{field}}">{{text}}</td>{{/cells}}</tr>{{/counties}}</tbody></table></div>
    <p class="where">{{w.trace}} <code>duizhang explain counties.{{firstCounty}}.amount_due_yuan</code></p></section>

    """,
    """
    {{#hasSince}}<section aria-labelledby="{{lang}}-since" data-of="changes"><h2 id="{{lang}}-since">{{w.since}}</h2><p>{{sinceLine}}</p>
    {{#hasSinceValues}}<p class="sideways" aria-hidden="true">{{w.sideways}}</p><div class="scroll" tabindex="0" role="group" aria-label="{{w.since}}{{w.table}}"><table aria-labelledby="{{lang}}-since" data-table="changes"><thead><tr>{{#sinceHeads}}<th scope="col" class="{{class}}">{{name}}</th>{{/sinceHeads}}</tr></thead>
    <tbody>{{#sinceValues}}<tr><th scope="row">{{row}}</th><td>{{field}}</td><td class="n">{{before}}</td><td class="n">{{after}}</td><td class="n">{{delta}}</td></tr>{{/sinceValues}}</tbody></table></div>{{/hasSinceValues}}
    {{#sinceLists}}<p><strong>{{title}}</strong></p><ul>{{#items}}<li>{{text}}</li>{{/items}}</ul>{{/sinceLists}}{{#sinceMore}}<p class="where">{{text}}</p>{{/sinceMore}}</section>{{/hasSince}}

    """,
    """
    <section aria-labelledby="{{lang}}-charts"><h2 id="{{lang}}-charts">{{w.charts}}</h2><div class="charts">
    {{#charts}}<figure><svg viewBox="0 0 360 {{height}}" role="img" aria-label="{{alt}}">{{#rects}}<rect x="{{x}}" y="{{y}}" width="{{w}}" height="{{h}}" fill="{{color}}"/>{{/rects}}{{#labels}}<text x="{{x}}" y="{{y}}" font-size="{{size}}" text-anchor="{{anchor}}">{{text}}</text>{{/labels}}</svg><figcaption>{{caption}}</figcaption></figure>
    {{/charts}}</div>{{#hasMoreCharts}}<p class="where">{{moreCharts}}</p>{{/hasMoreCharts}}</section>

    """,
    """
    <section aria-labelledby="{{lang}}-found"><h2 id="{{lang}}-found">{{w.found}}</h2>
    <div class="filter"><label>{{w.filter}} <input type="search"></label> <output aria-live="polite"></output></div>
    {{#groups}}<details class="finding" id="{{anchor}}"><summary><span class="tag {{tone}}">{{gravity}}</span> <strong>{{code}}</strong> {{where}}: {{message}}{{#effect}} <span class="sum">{{.}}</span>{{/effect}}{{#firstPlace}} <span class="paper">{{.}}</span>{{/firstPlace}}</summary>
    {{#guess}}<p>{{.}}</p>{{/guess}}<p>{{mend}}</p><p>{{placesTitle}}</p><ul>{{#places}}<li><code lang="zh-CN">{{.}}</code></li>{{/places}}{{#morePlaces}}<li>{{.}}</li>{{/morePlaces}}</ul>
    {{#hasEffects}}<p>{{effectsTitle}}</p><ul>{{#effects}}<li>{{.}}</li>{{/effects}}</ul>{{/hasEffects}}{{#replies}}<p class="reply">{{.}}</p>{{/replies}}<p class="where">{{print}}</p></details>
    {{/groups}}{{^groups}}<p class="good">{{w.nothing}}</p>{{/groups}}
    {{#hasMoreGroups}}<p class="where">{{moreGroups}}</p>{{/hasMoreGroups}}</section>

    """,
    """
    {{#hasAcknowledged}}<section aria-labelledby="{{lang}}-acknowledged"><h2 id="{{lang}}-acknowledged">{{w.acknowledged}}</h2>
    <p class="sideways" aria-hidden="true">{{w.sideways}}</p><div class="scroll" tabindex="0" role="group" aria-label="{{w.acknowledged}}{{w.table}}"><table aria-labelledby="{{lang}}-acknowledged"><thead><tr>{{#acknowledgedHeads}}<th scope="col">{{name}}</th>{{/acknowledgedHeads}}</tr></thead>
    <tbody>{{#acknowledged}}<tr><td class="text">{{what}}</td><td>{{by}}</td><td>{{until}}</td><td class="text">{{reason}}</td></tr>{{/acknowledged}}</tbody></table></div>{{#hasMoreAcknowledged}}<p class="where">{{moreAcknowledged}}</p>{{/hasMoreAcknowledged}}</section>{{/hasAcknowledged}}

    """,
    """
    <section aria-labelledby="{{lang}}-budget"><h2 id="{{lang}}-budget">{{w.budget}}</h2>
    <p class="sideways" aria-hidden="true">{{w.sideways}}</p><div class="scroll" tabindex="0" role="group" aria-label="{{w.budget}}{{w.table}}"><table aria-labelledby="{{lang}}-budget" data-table="budget"><thead><tr>{{#budgetHeads}}<th scope="col" class="{{class}}">{{name}}</th>{{/budgetHeads}}</tr></thead>
    <tbody>{{#budget}}<tr data-key="{{key}}"><th scope="row">{{name}}</th><td><span class="tag {{tone}}">{{verdict}}</span></td>{{#cells}}<td class="n" data-field="{{field}}">{{text}}</td>{{/cells}}</tr>{{/budget}}</tbody></table></div></section>

    """,
    """
    {{#hasClaims}}<section aria-labelledby="{{lang}}-claims"><h2 id="{{lang}}-claims">{{w.claims}}</h2><p>{{claimsTally}}</p>
    <p class="sideways" aria-hidden="true">{{w.sideways}}</p><div class="scroll" tabindex="0" role="group" aria-label="{{w.claims}}{{w.table}}"><table aria-labelledby="{{lang}}-claims" data-table="claims"><thead><tr>{{#claimHeads}}<th scope="col" class="{{class}}">{{name}}</th>{{/claimHeads}}</tr></thead>
    <tbody>{{#claims}}<tr data-key="{{id}}"><th scope="row">{{id}}</th><td><span class="tag {{tone}}">{{verdict}}</span></td><td class="text" lang="zh-CN">{{text}}</td>{{#cells}}<td class="n" data-field="{{field}}">{{text}}</td>{{/cells}}</tr>{{/claims}}</tbody></table></div></section>{{/hasClaims}}

    """,
    """
    <section aria-labelledby="{{lang}}-inputs"><h2 id="{{lang}}-inputs">{{w.inputs}}</h2>
    <p class="sideways" aria-hidden="true">{{w.sideways}}</p><div class="scroll" tabindex="0" role="group" aria-label="{{w.inputs}}{{w.table}}"><table aria-labelledby="{{lang}}-inputs"><thead><tr>{{#inputHeads}}<th scope="col">{{name}}</th>{{/inputHeads}}</tr></thead>
    <tbody>{{#inputs}}<tr><td class="date" lang="zh-CN">{{county}}</td><td><span class="tag {{tone}}">{{status}}</span></td><td class="text" lang="zh-CN">{{name}}</td><td class="date">{{received}}</td><td class="date">{{age}}</td></tr>{{/inputs}}</tbody></table></div>{{#hasMoreInputs}}<p class="where">{{moreInputs}}</p>{{/hasMoreInputs}}</section>

    """,
    """
    <section class="links" aria-labelledby="{{lang}}-files"><h2 id="{{lang}}-files">{{w.files}}</h2>
    <p class="note">{{w.filesNote}} <a href="DICTIONARY.md">DICTIONARY.md</a>, <a href="datapackage.json">datapackage.json</a>. {{w.filesLists}} <a href="returns/">returns/</a></p>
    <ul class="files">{{#files}}<li><a href="{{name}}">{{name}}</a> {{title}}</li>{{/files}}</ul></section>
    </main>
    </article>

    """,
  ]
}
