"""How the help of a command names its arguments: as they are written, "FOLDER", "ID...".

Typer puts braces around them and the Python type behind ("<Path>", "<list[str]>"), of which nobody
who types a command knows anything.
"""

from typing import Any

from typer.core import TyperArgument, TyperCommand


class Command(TyperCommand):
    """A command whose help gives each argument by its metavar alone."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """List what is typed after the name, as in "[OPTIONS] QUESTION..."."""
        arguments = [usage(each) for each in self.params if isinstance(each, TyperArgument)]
        return [self.options_metavar or "", *arguments]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write what the arguments mean, then what the options do."""
        described = [(each, each.get_help_record(ctx)) for each in self.get_params(ctx)]
        arguments = [
            (usage(each), record[1])
            for each, record in described
            if record and isinstance(each, TyperArgument)
        ]
        options = [
            record for each, record in described if record and not isinstance(each, TyperArgument)
        ]
        for name, rows in (("Arguments", arguments), ("Options", options)):
            if rows:
                with formatter.section(name):
                    formatter.write_dl(rows)


def usage(argument: TyperArgument) -> str:
    """Give an argument as it is typed: in brackets where it may be left out."""
    name = (argument.metavar or argument.name or "").strip("[]")
    return name if argument.required else f"[{name}]"
