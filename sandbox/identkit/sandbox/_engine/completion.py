"""Completion scripts for shells, made from the parser, so that no second list is kept."""

import argparse
from collections.abc import Iterator
from typing import Any, cast

SHELLS = ("bash", "zsh", "fish")

_BASH = """\
# identkit sandbox: source this file, or `source <(identkit sandbox completion bash)`
_identkit_sandbox() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" words="{top}"
    [ "${{COMP_WORDS[1]}}" = sandbox ] || return
    case "${{COMP_WORDS[2]}}" in
{cases}
    esac
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _identkit_sandbox identkit
"""


def script(shell: str, parser: argparse.ArgumentParser) -> str:
    """The script for a shell."""
    commands = dict(_commands(parser))
    if shell == "fish":
        return "\n".join(_fish(parser, commands))
    cases = "\n".join(f'        {name}) words="{" ".join(_words(options))}" ;;' for name, options in commands.items())
    text = _BASH.format(top=" ".join([*commands, *_options(parser)]), cases=cases)
    return f"autoload -U +X bashcompinit && bashcompinit\n{text}" if shell == "zsh" else text


def _fish(parser: argparse.ArgumentParser, commands: dict[str, argparse.ArgumentParser]) -> Iterator[str]:
    inside = "__fish_seen_subcommand_from sandbox"
    yield f"complete -c identkit -n '{inside}' -a '{' '.join(commands)}'"
    yield from (f"complete -c identkit -n '{inside}' -l {option.removeprefix('--')}" for option in _options(parser))
    for name, options in commands.items():
        yield f"complete -c identkit -n '{inside}; and __fish_seen_subcommand_from {name}' -a '{' '.join(_words(options))}'"


def _commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:  # noqa: SLF001 - argparse has no public way to its own arguments
        choices: Any = action.choices
        if isinstance(choices, dict):
            commands = cast("dict[str, argparse.ArgumentParser]", choices)
            yield from commands.items()


def _options(parser: argparse.ArgumentParser) -> list[str]:
    return [option for action in parser._actions for option in action.option_strings if option.startswith("--")]  # noqa: SLF001


def _words(parser: argparse.ArgumentParser) -> list[str]:
    from identkit.sandbox._engine import registry

    takes_provider = any(action.dest == "provider" for action in parser._actions)  # noqa: SLF001
    choices = [str(choice) for action in parser._actions for choice in action.choices or () if not action.option_strings]  # noqa: SLF001
    return [*(registry.names() if takes_provider else ()), *choices, *_options(parser)]
