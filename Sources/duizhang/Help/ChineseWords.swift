/// The help's texts in Chinese, by what they are in English: what lacks one is told in English, and fails a test. Examples are typed as
/// they are, so only what stands before them is here.
let chineseHelp: [String: String] = [
  "对账: reconciles what counties send as spreadsheets against the budget, cell by cell.": "对账：把各县上报的电子表格与预算逐格勾稽。",
  "Exit codes of run and check: 0 all ties, 1 findings, 2 usage or configuration, 3 a county is held or missing, 4 nothing published, 75 another run holds the lock.":
    "run 和 check 的退出码：0 全部相符，1 有不符，2 用法或配置有误，3 有县沿用上次或缺报，4 未能发布，75 另一次运行正在进行。",
  // What stands beside the first examples says what they do.
  """
    duizhang init uploads --register register.csv     begins a pipeline
    duizhang run pipelines/jiangmen-2021.yaml         reads, reconciles, publishes
    duizhang explain counties.开平市.amount_due_yuan    follows a figure to its cells
  """:
    """
    duizhang init uploads --register register.csv     生成流程文件
    duizhang run pipelines/jiangmen-2021.yaml         读取、对账、发布
    duizhang explain counties.开平市.amount_due_yuan    由一个数追到单元格
  """,
  "Show the version.": "显示版本。", "Show help information.": "显示帮助。",
  "The terminal's language: zh or en. Default: DUIZHANG_LANG, else LANG.": "终端的语言：zh 或 en。默认看 DUIZHANG_LANG，其次看 LANG。",
  "As JSON, with the name and version of its form in `schema`.": "以 JSON 输出，`schema` 写明格式名称和版本。",
  // init
  "Begin a pipeline from a folder of uploads, and say what was understood of them.": "由一个上报文件夹生成流程文件，并说明读懂了什么。",
  "The folder has a subfolder a county. Writes pipeline.yaml there, and policy.yaml with the year, rate and quota that most rows state. Everything in them is a proposal to check.":
    "文件夹里每县一个子文件夹。在其中写出 pipeline.yaml，以及按多数行所写年度、标准和员额写成的 policy.yaml；内容都是待核对的建议。",
  "The folder of uploads, a subfolder a county.": "上报文件夹，每县一个子文件夹。",
  "The register of villages. Default: register.csv in the folder.": "村名册。默认为该文件夹里的 register.csv。",
  "A policy file that is there already.": "已有的政策文件。",
  "Write over a pipeline.yaml and policy.yaml that are there.": "覆盖已有的 pipeline.yaml 和 policy.yaml。",
  // run, check
  "Read the uploads, reconcile them, and publish.": "读取上报文件，对账并发布。",
  "Prints one line where no terminal is (cron mails nothing else), a screen on a terminal, or JSON. Exit codes: 0 all ties, 1 findings, 2 usage or configuration, 3 a county is held or missing, 4 nothing published, 75 another run holds the lock.":
    "没有终端时只打印一行（cron 的邮件只有这一行），在终端上打印一屏，或打印 JSON。退出码：0 全部相符，1 有不符，2 用法或配置有误，3 有县沿用上次或缺报，4 未能发布，75 另一次运行正在进行。",
  "The pipeline file, for instance pipelines/jiangmen-2021.yaml.": "流程文件，如 pipelines/jiangmen-2021.yaml。",
  "Another inbox than the pipeline's.": "改用另一个收件文件夹。",
  "A folder of record lines that normalize has written, in place of the inbox.": "用 normalize 写出的记录行文件夹代替收件文件夹。",
  "Another output folder than the pipeline's.": "改用另一个输出文件夹。",
  "Another register than the pipeline's.": "改用另一份村名册。", "Another report than the pipeline's.": "改用另一份报告。",
  "Read only this county anew (its name, code or folder); may be repeated.": "只重新读取该县（县名、代码或文件夹名），可重复。",
  "From which severity findings make exit code 1: info, warning, error or block.":
    "从哪个程度起退出码为 1：info（提示）、warning（提醒）、error（不符）或 block（暂扣）。",
  "The as-of date, for instance 2022-01-31.": "截至日期，如 2022-01-31。",
  "Take this county's shrunken upload as right (its name, code or folder, or all); may be repeated.":
    "确认该县数据量减少无误（县名、代码或文件夹名，或 all 表示全部），可重复。",
  "Run even if nothing has changed since the last run.": "与上次相比没有变化也照样运行。",
  "Log what is read and published to standard error: text or json.": "把读取和发布的过程记到标准错误：text 或 json。",
  "How XML is read: plain (plain rows by their bytes, the rest by libxml2) or libxml2 (everything).":
    "XML 的读法：plain（规整的行按字节读，其余用 libxml2）或 libxml2（全部）。",
  "Reckon, but publish nothing, as check does.": "只核算不发布，与 check 相同。",
  "Do the same as run, but publish nothing; give the exit code that run would give.": "与 run 相同，但不发布；退出码与 run 一致。",
  // inspect, extract, map
  "Say what is in a spreadsheet: its real type, its sheets, and how its columns read.": "说明电子表格里有什么：真实类型、工作表、各列读作什么。",
  "A pipeline file (.yaml) shows what was understood of its whole inbox, upload by upload. Exit codes: 0, 1 a file could not be read, 2 usage.":
    "给出流程文件（.yaml）时，逐个文件说明整个收件文件夹读懂了什么。退出码：0，1 有文件无法读取，2 用法有误。",
  "The files, or a pipeline file.": "文件，或流程文件。",
  "The encoding of a CSV": "CSV 的编码", "The delimiter of a CSV, or `tab`.": "CSV 的分隔符，或 `tab`。",
  "The quote of a CSV, or `none`.": "CSV 的引号，或 `none`。",
  "How a CSV writes a quote inside quotes: doubled or backslash.": "CSV 在引号内怎样写引号：doubled（写两个）或 backslash（加反斜线）。",
  "Lines at the beginning of a CSV that are not read.": "CSV 开头不读的行数。",
  "Multiply the bounds on size and expansion.": "把大小和展开的上限乘以此数。",
  "Print the cells of a spreadsheet as CSV.": "把电子表格的单元格打印为 CSV。",
  "Reads .xlsx and CSV by what the bytes are, whatever the name says, and prints RFC 4180 text from A1: each cell as it is displayed, or with --raw its bare value. Exit codes: 0, 1 the file could not be read, 2 usage.":
    "不看文件名，按内容读取 .xlsx 和 CSV，从 A1 起按 RFC 4180 打印：每格为显示的样子，加 --raw 则为原值。退出码：0，1 文件无法读取，2 用法有误。",
  "The spreadsheet.": "电子表格。", "The sheet's name, or its number from 1; hidden ones too.": "工作表名，或从 1 起的序号；隐藏的也可以。",
  "Print every sheet, each after a line `# name`.": "打印每个工作表，各以一行 `# 名称` 开头。",
  "Print values without their formats: dates as ISO 8601, numbers in full.": "打印不带格式的值：日期为 ISO 8601，数字写全。",
  "Print only the cells that are there, as ref,value.": "只打印有内容的单元格，写作 位置,值。",
  "The language of messages: zh or en (default from LANG).": "提示的语言：zh 或 en（默认看 LANG）。",
  "Propose pipeline lines for the columns of a file that no known word places.": "为识别不了的列拟出流程文件中的写法。",
  "Prints YAML to check and paste under the county in the pipeline file. Exit codes: 0, 1 a file could not be read, 2 usage.":
    "打印 YAML，核对后贴到流程文件中该县之下。退出码：0，1 有文件无法读取，2 用法有误。",
  "The files.": "文件。", "The year that months without one belong to. Default: this year.": "没有写年份的月份属于哪一年。默认为今年。",
  // explain
  "Say where a figure comes from, or what a code or a finding means and how to mend it.": "说明一个数从哪里来，或一个代码、一项疑点的含义和改法。",
  "A figure is named dataset.row.field; a row by its code, its name or a path of names. Without a field, all figures of the row are listed. A finding is named by its fingerprint.":
    "一个数写作 表.行.列，行用代码、名称或自县而下的名称；不写列则列出该行全部的数。疑点用指纹表示。",
  "A figure such as counties.开平市.amount_due_yuan, a code such as DZ205, or a fingerprint.":
    "一个数（如 counties.开平市.amount_due_yuan）、一个代码（如 DZ205）或一个指纹。",
  "How many steps down a figure's chain is shown; the rest is folded.": "往下展开几层，其余折叠。",
  "A figure's chain as CSV.": "以 CSV 打印来源链。",
  "The output folder, or the folder of a publication. Default: DUIZHANG_OUTPUT, else .output.":
    "输出文件夹，或某次发布的文件夹。默认看 DUIZHANG_OUTPUT，其次为 .output。",
  // history, diff, ack
  "List the runs so far, uploads by county, findings by age, acknowledgements.": "列出历次运行、各县上报、疑点存续和已核实说明。",
  "What to list: runs, uploads, findings or acknowledgements.":
    "列出什么：runs（运行）、uploads（上报）、findings（疑点）或 acknowledgements（已核实）。",
  "Only this county: its six digits or its name.": "只看该县：六位代码或县名。", "Resolved discrepancies too.": "连同已消除的疑点。",
  "The output folder. Default: DUIZHANG_OUTPUT, else .output.": "输出文件夹。默认看 DUIZHANG_OUTPUT，其次为 .output。",
  "Say what changed between two runs: the correction memo.": "说明两次运行之间有什么变化：更正说明。",
  "Without runs: the current publication against the one before it. With one: that one against the current.":
    "不写运行号：当前发布与上一次比；写一个：该次与当前比。",
  "The older run.": "较早的运行。", "The newer run.": "较晚的运行。", "As CSV, with every value.": "以 CSV 打印每个值。",
  "Acknowledge a discrepancy: it is right as it is, for this amount, until a date.": "核实一项疑点：就此金额而言情况属实，到某日为止。",
  "Only the bureau does. It counts from the next run on, and lapses when the amount changes or the run's as-of date is past.":
    "只由主管部门作出。下次运行起生效；金额变化或截至日期已过即失效。",
  "The discrepancy's fingerprint, or its first six characters or more.": "疑点的指纹，或其前六位以上。",
  "Who in the bureau answers for it.": "主管部门由谁负责。", "Its last day, for instance 2022-06-30.": "最后一日，如 2022-06-30。",
  "Why it is right as it is.": "为何属实。",
  // verify, prune, forget, doctor
  "Do a past run again from its archived inputs and compare: equal, or exit 1.": "用存档的输入重做过去一次运行并比较：一致，或退出码 1。",
  "Byte for byte where the program's version is the same, figures otherwise. --rotate rechecks the fifth of the archive that was not looked at for longest.":
    "程序版本相同则逐字节比较，否则只比较数字。--rotate 复核存档中最久未看的五分之一。",
  "The run; the current one, if none is named.": "运行号；不写则为当前。",
  "Recheck a fifth of the archive by hash instead.": "改为按哈希复核五分之一存档。",
  "The key file of that run, if it is not the output folder's.": "该次运行的密钥文件（不在输出文件夹时）。",
  "Remove old publications, and inputs that no publication needs, as `retention:` says.":
    "按 `retention:` 清理旧的发布，以及没有发布再需要的输入。",
  "Never the current publication, never one that a held county's figures come from, and nothing that these were made of. What ran stays in the history.":
    "当前发布、被沿用的县的数所出自的发布，以及它们所用的输入，都不清理；运行记录保留。",
  "The pipeline file.": "流程文件。", "Only tell what would go.": "只说明会清理什么。",
  "Forget a person on a lawful request: archived files are redacted, figures stay.": "依合法申请删除一个人的信息：存档文件作遮盖，数字不变。",
  "The person's ID number is read from standard input, never from the command line, which logs keep; or a member's key is given, as members.csv has it. Number, name, accounts and telephones are replaced by a stand-in that counts the same; a tombstone tells the old hash, the day and the reason, and verify then says redacted. Ends with 1 where something is left to do.":
    "身份证号码从标准输入读取，不写在会留痕的命令行里；或给出 members.csv 中的成员键。号码、姓名、账号和电话换成计数相同的替身；墓碑文件记下旧哈希、日期和理由，此后 verify 报“已遮盖”。还有未了的事时退出码为 1。",
  "The member's key (member_key of members.csv); without it, the ID number is read from standard input.":
    "成员键（members.csv 的 member_key）；不写则从标准输入读取身份证号码。",
  "Why: what the tombstones say.": "理由，写入墓碑文件。",
  "Redact the inbox's files too; their times stay.": "收件文件夹里的文件也遮盖，时间不变。",
  "Only tell what would be done.": "只说明会做什么。",
  "Look at all that the next night hangs on, and say what to do.": "检查下一夜运行所依赖的一切，并说明该做什么。",
  "Versions, permissions, disk room, lock, clock, locale, history, archive, and when the next run is due. It looks only and changes nothing. Exit code 1 where something is an error.":
    "版本、权限、磁盘、锁、时钟、语言环境、历史、存档，以及下次何时运行。只看不改。有错误时退出码为 1。",
  // alias, normalize, reconcile, sample, manual
  "Confirm that a name which a county writes stands for a registered village.": "确认某县所写的村名指名册中的哪个村。",
  "Adds one line to the alias file that the pipeline names; the next run matches the name and says so (DZ202).":
    "在流程文件所指的别名表中加一行；下次运行按此匹配并说明（DZ202）。",
  "The name as the county writes it.": "该县所写的村名。", "The village's 12-digit code in the register.": "名册中该村的 12 位代码。",
  "In every town of the county, not only the village's own.": "适用于全县各镇，不限该村所在的镇。",
  "The first day on which the name is used, for instance 2021-03-01.": "开始使用的日期，如 2021-03-01。",
  "The last day on which it is used.": "最后使用的日期。",
  "Turn uploads into record lines, for engines and other machines; run takes them with --records.":
    "把上报文件转成记录行，供其他机器和引擎使用；run 用 --records 接收。",
  "Reads request lines (county, tab, path below the inbox) from standard input, or files as arguments, and prints each upload's records as tab-separated lines (data/README.md). Personal data is masked and keyed. What is wrong with an upload is a record of it; the exit code is 0 all the same, and 2 where the pipeline or its key cannot be used.":
    "从标准输入读取请求行（县、制表符、收件文件夹下的路径），或以文件为参数，把每个文件的记录打印成制表符分隔的行（见 data/README.md）。个人信息已遮盖并作键控哈希。文件的问题也是一条记录，退出码仍为 0；流程文件或密钥不能用时为 2。",
  "Files below the inbox; without any, request lines are read from standard input.": "收件文件夹下的文件；不写则从标准输入读取请求行。",
  "Print the inbox as request lines, and read nothing.": "把收件文件夹打印成请求行，不读文件。",
  "Print the lines' columns by tag, and read nothing.": "按标签打印各列，不读文件。",
  "Seconds after which an upload is given up.": "一个文件读多少秒后放弃。",
  "Record lines of whole counties to the counties' rows of the tables, for engines.": "把整县的记录行变成各表中该县的行，供引擎使用。",
  "Reads what normalize prints from standard input, a county's lines together, and prints a line a row: table, county, number, and the row as run publishes it, with line ends escaped. Of the table persons the engine brings together who stands in several counties, or is paid to an account that does: --across finds what is wrong with them.":
    "从标准输入读取 normalize 打印的行（同县的放在一起），每行打印：表、县、序号，以及 run 所发布的那一行（换行已转义）。表 persons 由引擎把出现在多县、或收款账号出现在多县的人归到一起，再由 --across 查出问题。",
  "Read persons (county, number, sha256, entry) and print the findings across counties.":
    "读取 persons（县、序号、sha256、条目），打印跨县的疑点。",
  "Print each table's name, header and SQL columns, and read nothing.": "打印各表的名称、表头和 SQL 列，不读文件。",
  "Write invented uploads of any size, with what is true of them.": "写出任意规模的虚构上报文件及其真值。",
  "The folder; it must be empty or hold a sample.": "文件夹，须为空或已是样例。",
  "How large: demo, county, province or nation.": "规模：demo、county、province 或 nation。",
  "Plant faults and write their cells to truth.csv (demo scale).": "植入差错并把所在单元格写入 truth.csv（demo 规模）。",
  "The seed; the same seed gives the same bytes.": "种子；同一种子得到同样的字节。",
  "Exchange the counties' shapes: each sends as the next does (1) or the one after (2); demo scale.":
    "对调各县的表式：各按下一县（1）或再下一县（2）的样子上报；demo 规模。",
  "Write even into a folder that holds something else.": "文件夹里有别的内容也写入。",
  "Write the manual pages, made from the help of each command.": "由各命令的帮助写出手册页。",
  "pipelines/install puts them where man finds them.": "pipelines/install 把它们放到 man 找得到的地方。",
  "The folder, which must be there.": "文件夹，须已存在。",
  "The pages' language: zh or en. Default: en.": "手册页的语言：zh 或 en。默认 en。",
]
