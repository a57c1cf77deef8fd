"""How names of newspapers end: "The Harbour Gazette". English; a pattern for others to build on."""

PAPER = (
    r"(?:chronicle|courier|echo|gazette|globe|guardian|herald|independent|journal|mercury|news"
    r"|observer|post|press|record|standard|star|telegraph|times|tribune)"
)
