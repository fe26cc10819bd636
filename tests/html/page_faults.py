"""Every way in which the office's page templates can be wrong, and what is said of it."""

from html_pages import TEMPLATES

PAGE, INDEX, STYLE = "policy.html", "index.html", "policy.css"


def changed(name: str, old: str, new: str) -> dict[str, bytes]:
    """Return the templates with one passage of one of them changed."""
    assert TEMPLATES[name].decode().count(old) == 1, f"{old!r} is not once in {name}"
    return TEMPLATES | {name: TEMPLATES[name].replace(old.encode(), new.encode())}


TEXT_MARK = "{{ text }}"
FAULTS = {
    "an unclosed block": (
        (PAGE, "</main>", "</main>{% if draft %}"),
        ("template-syntax", PAGE, "Unexpected end of template"),
    ),
    "an unclosed placeholder": (
        (PAGE, "<h1>{{ policy.title }}</h1>", "<h1>{{ policy.title }</h1>"),
        ("template-syntax", PAGE, "unexpected '}'"),
    ),
    "an unknown name": (
        (PAGE, "<h1>{{ policy.title }}", "<h1>{{ policy.title }} {{ motto }}"),
        ("template-unknown-name", PAGE, "It uses the name “motto”, and there is none."),
    ),
    "an unknown name behind a dot": (
        (PAGE, "<h1>{{ policy.title }}", "<h1>{{ policy.titel }}"),
        ("template-unknown-name", PAGE, "It uses the name “policy.titel”, and there is none."),
    ),
    "a school's own field, which other schools may not have": (
        (PAGE, "<h1>{{ policy.title }}", "<h1>{{ policy.title }} {{ school.telephone }}"),
        ("template-unknown-name", PAGE, "“school.telephone”"),
    ),
    "an unknown name that only a draft reaches": (
        (PAGE, "<dd>Draft", "<dd>Draft {{ motto }}"),
        ("template-unknown-name", PAGE, "“motto”"),
    ),
    "no text": (
        (PAGE, TEXT_MARK, ""),
        ("template-placeholder", PAGE, "{{ text }} stands nowhere in the page"),
    ),
    "the text twice": (
        (PAGE, TEXT_MARK, TEXT_MARK * 2),
        ("template-placeholder", PAGE, "{{ text }} stands more than once in the page"),
    ),
    "the text changed": (
        (PAGE, TEXT_MARK, "{{ text | upper }}"),
        ("template-placeholder", PAGE, "{{ text }} stands nowhere in the page"),
    ),
    "the text for adopted copies only": (
        (PAGE, TEXT_MARK, "{% if not draft %}{{ text }}{% endif %}"),
        ("template-placeholder", PAGE, "{{ text }} stands nowhere in the page"),
    ),
    "no head": (
        (PAGE, "<head>\n{{ head }}", "<head>"),
        ("template-placeholder", PAGE, "{{ head }} stands nowhere in the page"),
    ),
    "no title": (
        (PAGE, "<h1>{{ policy.title }}</h1>", "<h1>Policy</h1>"),
        None,  # the foot of the page still says it
    ),
    "no version table": (
        (PAGE, "<td>{{ cell }}</td>", ""),
        ("template-placeholder", PAGE, "does not print the version table, {{ versions }}."),
    ),
    "nothing says that it is a draft": (
        (PAGE, "<strong>DRAFT</strong>", "<strong>New</strong>"),
        None,  # the foot of the page still says it
    ),
    "arithmetic without end": (
        (PAGE, "</main>", "</main>{{ 9 ** 9 ** 9 ** 9 }}"),
        ("template-fails", PAGE, "“**” cannot be used in a template"),
    ),
    "a way out of the sandbox": (
        (PAGE, "</main>", "</main>{{ school.__class__.__mro__ }}"),
        ("template-fails", PAGE, "“__class__” is no part of what a template may use"),
    ),
    "a loop without end": (
        (PAGE, "</main>", "</main>{% for i in range(9999999) %}{% endfor %}"),
        ("template-unknown-name", PAGE, "“range”"),
    ),
    "a template that is not there": (
        (PAGE, "</main>", "</main>{% include 'banner.html' %}"),
        ("template-fails", PAGE, "there is no template “banner.html”"),
    ),
    "a division by nothing": (
        (PAGE, "</main>", "</main>{{ 1 / 0 }}"),
        ("template-fails", PAGE, "division by zero"),
    ),
    "a script": (
        (PAGE, "</main>", "</main><script>alert(1)</script>"),
        ("template-outside", PAGE, "“<script>”"),
    ),
    "a style sheet from elsewhere": (
        (PAGE, "</head>", '<link rel="stylesheet" href="https://example.org/a.css"></head>'),
        ("template-outside", PAGE, "“https://example.org/a.css”"),
    ),
    "a picture from elsewhere": (
        (PAGE, "</main>", '</main><img src="banner.png" alt="">'),
        ("template-outside", PAGE, "“banner.png”"),
    ),
    "a typeface from elsewhere": (
        (STYLE, "/* Index pages */", "a { background: url( 'https://example.org/a' ) }"),
        ("template-outside", STYLE, "https://example.org/a"),
    ),
    "a style sheet that fetches another": (
        (STYLE, "/* Index pages */", "@import 'more.css';"),
        ("template-outside", STYLE, "@import"),
    ),
    "a style sheet that ends itself": (
        (STYLE, "/* Index pages */", "</STYLE>"),
        ("template-style-sheet", STYLE, "would end the style"),
    ),
    "an index without policies": (
        (INDEX, "{{ policy.title }}</h2>", "</h2>"),
        None,  # each link to a file still says it
    ),
    "an index without links": (
        (INDEX, '<a href="{{ file.link }}">', "<a>"),
        ("template-placeholder", INDEX, "does not print the link of each of a policy’s files."),
    ),
    "an index without schools": (
        (INDEX, "{{ audience.name }}</a>", "</a>"),
        ("template-placeholder", INDEX, "does not print the name of each of {{ audiences }}."),
    ),
    "an index that does not mark drafts": (
        (INDEX, '<strong class="mark">DRAFT</strong> {% endif %}', "{% endif %}"),
        ("template-placeholder", INDEX, "does not print the word DRAFT, beside a draft."),
    ),
    "an unknown name in the index": (
        (INDEX, "<h1>{{ title }}", "<h1>{{ title }} {{ motto }}"),
        ("template-unknown-name", INDEX, "“motto”"),
    ),
}
