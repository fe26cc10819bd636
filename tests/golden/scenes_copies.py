"""Copies that cannot be made although the text is well: letters, pictures, fonts, engines."""

import io

import typst
from golden_stage import FRONT, Stage, scene
from PIL import Image

import samples
from workspaces import LOGO

BUILD = ("build", "--draft", "--for", "ASH")
PICTURE = "1. ![A plan](plan.png)\n"


@scene
def letter_that_no_font_has(stage: Stage) -> None:
    stage.workspace.write("policy_src/phones.md", f"{FRONT}1. Well done \U0001f600\n")
    stage.run(*BUILD, "--format", "pdf")


@scene
def font_of_a_brand(stage: Stage) -> None:
    stage.workspace.edit(
        "governance/trust.yaml", 'colour: "#1f3a5f"', 'colour: "#1f3a5f", font: Comic Sans'
    )
    stage.run(*BUILD, "--format", "pdf")


@scene
def picture_cut_off(stage: Stage) -> None:
    stage.workspace.write("policy_src/plan.png", samples.PICTURE[:60])
    stage.workspace.write("policy_src/phones.md", FRONT + PICTURE)
    stage.run(*BUILD)


@scene
def logo_cut_off(stage: Stage) -> None:
    stage.workspace.write("templates/brands/QDLT/logo.png", samples.PICTURE[:60])
    stage.workspace.edit("governance/trust.yaml", "logo.svg", "logo.png")
    stage.run(*BUILD)


@scene
def logo_of_a_large_file(stage: Stage) -> None:
    drawn = LOGO.format(colour="#1f3a5f").replace("</svg>", f"<!-- {'.' * 350_000} --></svg>")
    stage.workspace.write("templates/brands/QDLT/logo.svg", drawn)
    stage.run("check")


@scene
def logo_with_words_that_no_font_has(stage: Stage) -> None:
    words = "<text y='20'>\u5c0f</text></svg>"
    drawn = LOGO.format(colour="#1f3a5f").replace("</svg>", words)
    stage.workspace.write("templates/brands/QDLT/logo.svg", drawn)
    stage.run("check")


@scene
def name_that_no_font_has(stage: Stage) -> None:
    stage.workspace.edit("governance/trust.yaml", "Elm Junior", "Elm \u5c0f\u5b66")
    stage.run("check")


@scene
def copy_that_somebody_edited(stage: Stage) -> None:
    stage.call(stage.workspace, *BUILD, "--format", "html")
    stage.workspace.write("build/ASH/phones.html", "Our own words")
    stage.run(*BUILD, "--format", "html")


@scene
def picture_in_the_colours_of_a_press(stage: Stage) -> None:
    stage.workspace.write("policy_src/plan.jpg", _cmyk())
    stage.workspace.write("policy_src/phones.md", FRONT + PICTURE.replace("png", "jpg"))
    stage.run(*BUILD)


@scene
def logo_in_the_colours_of_a_press(stage: Stage) -> None:
    stage.workspace.write("templates/brands/QDLT/logo.jpg", _cmyk())
    stage.workspace.edit("governance/trust.yaml", "logo.svg", "logo.jpg")
    stage.run(*BUILD)


def _cmyk() -> bytes:
    data = io.BytesIO()
    Image.new("CMYK", (8, 8)).save(data, "JPEG")
    return data.getvalue()


@scene
def pdf_engine_that_breaks_down(stage: Stage) -> None:
    class PanicException(BaseException):
        """As the engine's own is called."""

    def panic(*_arguments: object, **_more: object) -> None:
        raise PanicException("index out of bounds")

    stage.patch.setattr(typst, "Compiler", _engine(panic))
    stage.run(*BUILD, "--format", "pdf")


def _engine(compile_with_warnings: object) -> type:
    class Engine:
        def __init__(self, *_arguments: object, **_more: object) -> None: ...

    Engine.compile_with_warnings = compile_with_warnings  # type: ignore[attr-defined]
    return Engine


@scene
def list_of_copies_that_cannot_be_made(stage: Stage) -> None:
    stage.workspace.write("templates/index.html", "{{ nothing }}")
    stage.run(*BUILD, "--format", "html")
