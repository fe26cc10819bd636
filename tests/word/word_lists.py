"""Word files for each rule of numbering, and the numbers that Word prints in them.

The rules were measured on real files. Where LibreOffice prints another number it is known to be
wrong, and `libreoffice` says what it prints.
"""

from dataclasses import dataclass

from word_files import HEAD, XMLNS, abstract, docx, num, p


@dataclass(frozen=True)
class Case:
    data: bytes
    printed: tuple[str, ...]
    libreoffice: tuple[str, ...] = ()
    """What LibreOffice 7.4 prints instead; empty where it agrees."""


def _style(name, inside="", based="Normal"):
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/><w:pPr>{inside}</w:pPr></w:style>'
    )


def _num(identity, level=None):
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:numPr>{at}<w:numId w:val="{identity}"/></w:numPr>'


LEGAL = abstract(0, "decimal %1.", "decimal %1.%2", "decimal %1.%2.%3", "lowerLetter (%4)") + num(
    1, 0
)
HEADED = abstract(
    0, "style=Heading1 decimal %1", "style=Heading2 decimal %1.%2", "style=Clause decimal %1.%2.%3"
) + num(1, 0)
HEADED_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr>'
    f'{_num(1)}<w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:pPr>'
    f'{_num(1, 1)}<w:outlineLvl w:val="1"/></w:pPr></w:style>'
)


def _headed(*body, styles):
    """Return a file whose heading styles are only those given."""
    import word_files

    plain = word_files.STYLES.replace(word_files.HEADINGS, "")
    whole = f"{HEAD}<w:styles {XMLNS}>{plain}{HEADED_STYLES}{styles}</w:styles>"
    return docx(*body, lists=HEADED, parts={"word/styles.xml": whole})


CASES = {
    "legal": Case(
        docx(
            p("Use", num=(1, 0)),
            p("You must not.", num=(1, 1)),
            p("At home.", num=(1, 2)),
            p("At night.", num=(1, 3)),
            p("By day.", num=(1, 3)),
            p("At school.", num=(1, 2)),
            p("In the morning.", num=(1, 3)),
            p("You must.", num=(1, 1)),
            p("Care", num=(1, 0)),
            p("Take it.", num=(1, 1)),
        ),
        ("1.", "1.1", "1.1.1", "(a)", "(b)", "1.1.2", "(a)", "1.2", "2.", "2.1"),
    ),
    "formats": Case(
        docx(
            *(p(f"Thing {at}.", num=(at, 0)) for at in range(1, 12)),
            lists="".join(
                abstract(at, f"start=4 {form} {pattern}") + ""
                for at, (form, pattern) in enumerate(
                    (
                        ("decimal", "%1)"),
                        ("decimalZero", "%1"),
                        ("upperRoman", "%1."),
                        ("lowerRoman", "(%1)"),
                        ("upperLetter", "Part %1:"),
                        ("lowerLetter", "[%1]"),
                        ("ordinal", "%1"),
                        ("cardinalText", "%1"),
                        ("ordinalText", "%1"),
                        ("numberInDash", "%1"),
                        ("none", "Note"),
                    )
                )
            )
            + "".join(num(at, at - 1) for at in range(1, 12)),
        ),
        ("4)", "04", "IV.", "(iv)", "Part D:", "[d]", "4th", "Four", "Fourth", "- 4 -", "Note"),
        ("4)", "04", "IV.", "(iv)", "Part D:", "[d]", "4th", "Four", "Fourth", "4", "Note"),
    ),
    "letters after z": Case(
        docx(
            *(p(f"Thing {at}.", num=(1, 0)) for at in range(3)),
            lists=abstract(0, "start=26 lowerLetter %1)") + num(1, 0),
        ),
        ("z)", "aa)", "bb)"),
    ),
    "section 1.06": Case(
        docx(
            p("Records", num=(1, 0)),
            *(p(f"Record {at}.", num=(1, 1)) for at in range(6)),
            p("Files", num=(1, 0)),
            p("File.", num=(1, 1)),
            lists=abstract(0, "upperRoman Article %1.", "legal decimalZero Section %1.%2")
            + num(1, 0),
        ),
        (
            "Article I.",
            *(f"Section 1.0{at}" for at in range(1, 7)),
            "Article II.",
            "Section 2.01",
        ),
        (
            "Article I.",
            "Section I.01",
            "Section I.02",
            "Section I.03",
            "Section I.04",
            "Section I.05",
            "Section I.06",
            "Article II.",
            "Section II.01",
        ),
    ),
    "legal numbering leaves its own letters": Case(
        docx(
            p("A.", num=(1, 0)),
            p("B.", num=(1, 1)),
            p("C.", num=(1, 2)),
            lists=abstract(0, "upperRoman %1", "lowerLetter %1%2", "legal lowerLetter %1.%2.%3")
            + num(1, 0),
        ),
        ("I", "Ia", "1.1.a"),
        ("I", "Ia", "I.a.a"),
    ),
    "by style": Case(
        _headed(
            p("Use", style="Heading1"),
            p("Home", style="Heading2"),
            p("You must not.", style="Clause"),
            p("You must.", style="Clause"),
            p("School", style="Heading2"),
            p("You may.", style="Clause"),
            p("Care", style="Heading1"),
            styles=_style("Clause", _num(1)),
        ),
        ("1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2"),
        ("1", "1.1", "2", "3", "3.1", "4", "5"),
    ),
    "by a style that is based on one": Case(
        docx(
            p("One.", style="Own"),
            p("Two.", style="Own"),
            p("Three.", style="Base"),
            p("None.", style="Off"),
            lists=LEGAL,
            styles=_style("Base", _num(1, 1))
            + _style("Own", "", "Base")
            + _style("Off", _num(0), "Base"),
        ),
        ("1.1", "1.2", "1.3", ""),
    ),
    "off by the paragraph": Case(
        _headed(
            p("Use", style="Heading1"),
            p("Preface", style="Heading1", num=0),
            p("Care", style="Heading1"),
            styles="",
        ),
        ("1", "", "2"),
    ),
    "two lists of one definition count on": Case(
        docx(
            p("One.", num=(1, 0)),
            p("Two.", num=(2, 0)),
            p("Three.", num=(1, 0)),
            lists=abstract(0, "decimal %1.") + num(1, 0) + num(2, 0),
        ),
        ("1.", "2.", "3."),
    ),
    "a list that starts anew does so once": Case(
        docx(
            p("One.", num=(1, 0)),
            p("Two.", num=(1, 0)),
            p("One.", num=(2, 0)),
            p("Two.", num=(2, 0)),
            p("Three.", num=(1, 0)),
            p("Four.", num=(2, 0)),
            lists=abstract(0, "decimal %1.") + num(1, 0) + num(2, 0, (0, 1)),
        ),
        ("1.", "2.", "1.", "2.", "3.", "4."),
    ),
    "a start of its own for a deeper level": Case(
        docx(
            p("One.", num=(2, 0)),
            p("Five.", num=(2, 1)),
            p("Six.", num=(2, 1)),
            p("Two.", num=(2, 0)),
            p("Five.", num=(2, 1)),
            lists=abstract(0, "decimal %1.", "decimal %1.%2") + num(2, 0, (1, 5)),
        ),
        ("1.", "1.5", "1.6", "2.", "2.5"),
        ("1.", "1.5", "1.6", "2.", "2.1"),
    ),
    "a level that never restarts": Case(
        docx(
            p("Use", num=(1, 0)),
            p("One.", num=(1, 1)),
            p("Two.", num=(1, 1)),
            p("Care", num=(1, 0)),
            p("Three.", num=(1, 1)),
            lists=abstract(0, "upperRoman %1.", "restart=0 decimal %2.") + num(1, 0),
        ),
        ("I.", "1.", "2.", "II.", "3."),
        ("I.", "1.", "2.", "II.", "1."),
    ),
    "a level that restarts only after the first": Case(
        docx(
            p("Use", num=(1, 0)),
            p("A.", num=(1, 1)),
            p("One.", num=(1, 2)),
            p("B.", num=(1, 1)),
            p("Two.", num=(1, 2)),
            p("Care", num=(1, 0)),
            p("C.", num=(1, 1)),
            p("One.", num=(1, 2)),
            lists=abstract(0, "decimal %1.", "upperLetter %2.", "restart=1 lowerRoman (%3)")
            + num(1, 0),
        ),
        ("1.", "A.", "(i)", "B.", "(ii)", "2.", "A.", "(i)"),
        ("1.", "A.", "(i)", "B.", "(i)", "2.", "A.", "(i)"),
    ),
    "a level that was jumped over shows its start": Case(
        docx(
            p("Use", num=(1, 0)),
            p("Deep.", num=(1, 2)),
            p("Deep.", num=(1, 2)),
            lists=LEGAL,
        ),
        ("1.", "1.1.1", "1.1.2"),
    ),
    "a level that was jumped over counts as used": Case(
        docx(
            p("Deep.", num=(1, 2)),
            p("Higher.", num=(1, 1)),
            p("Highest.", num=(1, 0)),
            p("Deep again.", num=(1, 2)),
            p("Higher again.", num=(1, 1)),
            lists=LEGAL,
        ),
        ("1.1.1", "1.2", "2.", "2.1.1", "2.2"),
    ),
    **{
        f"numbers by {form}": Case(
            docx(
                *(p(f"{n}", num=(1, 0)) for n in ("One.", "Two.", *("More.",) * 14)),
                lists=abstract(0, f"{form} %1.") + num(1, 0),
            ),
            tuple(f"{sign}." for sign in signs.split()),
        )
        for form, signs in {
            "ideographTraditional": "甲 乙 丙 丁 戊 己 庚 辛 壬 癸 11 12 13 14 15 16",
            "ideographZodiac": "子 丑 寅 卯 辰 巳 午 未 申 酉 戌 亥 13 14 15 16",
            "ideographLegalTraditional": "壹 貳 參 肆 伍 陸 柒 捌 玖 壹拾 壹拾壹 壹拾貳"
            " 壹拾參 壹拾肆 壹拾伍 壹拾陸",
            "taiwaneseCountingThousand": "一 二 三 四 五 六 七 八 九 十"
            " 十一 十二 十三 十四 十五 十六",
            "hebrew1": "א ב ג ד ה ו ז ח ט י יא יב יג יד טו טז",
            "russianLower": "а б в г д е ж з и к л м н о п р",
        }.items()
    },
    "a list style without a list of its own": Case(
        docx(
            p("One.", num=(9, 0)),
            p("Two.", num=(9, 1)),
            lists=abstract(5, "decimal %1.", "decimal %1.%2", more='<w:styleLink w:val="Ours"/>')
            + abstract(6, more='<w:numStyleLink w:val="Ours"/>')
            + num(9, 6),
        ),
        ("1.", "1.1"),
    ),
    "an empty paragraph counts": Case(
        docx(
            p("One.", num=(1, 0)),
            p(num=(1, 0)),
            p("Three.", num=(1, 0)),
        ),
        ("1.", "2.", "3."),
    ),
    "one that only ends a section does not": Case(
        docx(
            p("One.", num=(1, 0)),
            p(num=(1, 0), more="<w:sectPr/>"),
            p("Two.", num=(1, 0)),
        ),
        ("1.", "2."),
    ),
    "by way of a list style": Case(
        docx(
            p("One.", num=(2, 0)),
            p("Deep.", num=(2, 1)),
            styles='<w:style w:type="numbering" w:styleId="Clauses"><w:name w:val="Clauses"/>'
            f"<w:pPr>{_num(1)}</w:pPr></w:style>",
            lists=abstract(
                0, "decimal %1.", "lowerLetter (%2)", more='<w:styleLink w:val="Clauses"/>'
            )
            + abstract(1, more='<w:numStyleLink w:val="Clauses"/>')
            + num(1, 0)
            + num(2, 1),
        ),
        ("1.", "(a)"),
    ),
    "a level of the list's own": Case(
        docx(
            p("One.", num=(1, 0)),
            lists=abstract(0, "decimal %1.")
            + '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/>'
            '<w:lvlText w:val="%1)"/></w:lvl>'
            "</w:lvlOverride></w:num>",
        ),
        ("A)",),
    ),
    "a list that is not there": Case(docx(p("One.", num=(77, 0))), ("",)),
    "bullets between clauses": Case(
        docx(
            p("One.", num=(1, 0)),
            p("Ball.", num=(2, 0)),
            p("Two.", num=(1, 0)),
            lists=LEGAL + abstract(5, "bullet •") + num(2, 5),
        ),
        ("1.", "•", "2."),
    ),
    "a text of letters and numbers": Case(
        docx(
            p("One.", num=(1, 0)),
            p("Two.", num=(1, 1)),
            lists=abstract(0, "upperLetter %1", "decimal %1.%2 –") + num(1, 0),
        ),
        ("A", "A.1 –"),
    ),
    "a hidden paragraph does not count": Case(
        docx(
            p("One.", num=(1, 0)),
            p("Hidden.", num=(1, 0), more="<w:rPr><w:vanish/></w:rPr>").replace(
                "<w:r><w:t", "<w:r><w:rPr><w:vanish/></w:rPr><w:t"
            ),
            p("Two.", num=(1, 0)),
        ),
        ("1.", "2."),
        ("1.", "3."),
    ),
}
