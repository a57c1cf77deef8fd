"""A pattern for the last word of newspapers' names: "Gazette" of "The Harbour Gazette"."""

PAPER = (
    r"(?:chronicle|courier|echo|gazette|globe|guardian|herald|independent|journal|mercury|news"
    r"|observer|post|press|record|standard|star|telegraph|times|tribune)"
)
