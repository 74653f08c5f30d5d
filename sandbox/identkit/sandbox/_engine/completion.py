"""Completion scripts for shells, made from the parser, so that no second list is kept."""

import argparse
from collections.abc import Iterator
from typing import Any, cast

SHELLS = ("bash", "zsh", "fish")

# What only the sandbox that runs knows is asked of it: its events and its cases.
_BASH = """\
# identkit: source this file, or `source <(identkit sandbox completion bash)`
_identkit() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[1]}}/${{COMP_WORDS[2]}}/$COMP_CWORD" words=""
    case "$before" in
        sandbox/trigger/4) words="$(identkit sandbox events "${{COMP_WORDS[3]}}" 2>/dev/null | awk 'NR > 1 {{print $1}}')" ;;
        sandbox/walk/4) words="$(identkit sandbox cases "${{COMP_WORDS[3]}}" 2>/dev/null | awk 'NR > 1 {{print $3}}')" ;;
        */1) words="$(identkit --help | awk '/^  [a-z]/ {{print $1}}')" ;;
        sandbox/*/2) words="{top}" ;;
{cases}
    esac
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _identkit identkit
"""
_ZSH = """\
(( $+functions[compdef] )) || { autoload -U +X compinit && compinit; }
autoload -U +X bashcompinit && bashcompinit
"""


def script(shell: str, parser: argparse.ArgumentParser) -> str:
    """The script for a shell."""
    commands = dict(_commands(parser))
    if shell == "fish":
        return "\n".join(_fish(parser, commands))
    cases = "\n".join(f'        sandbox/{name}/*) words="{" ".join(_words(options))}" ;;' for name, options in commands.items())
    text = _BASH.format(top=" ".join([*commands, *_options(parser)]), cases=cases)
    return _ZSH + text if shell == "zsh" else text


def _fish(parser: argparse.ArgumentParser, commands: dict[str, argparse.ArgumentParser]) -> Iterator[str]:
    sandbox = "__fish_seen_subcommand_from sandbox"
    first = f"{sandbox}; and not __fish_seen_subcommand_from {' '.join(commands)}"
    yield "complete -c identkit -f -n __fish_use_subcommand -a \"(identkit --help | string match -rg '^  ([a-z]+)')\""
    yield f"complete -c identkit -f -n '{first}' -a '{' '.join(commands)}'"
    yield from (f"complete -c identkit -n '{first}' -l {option.removeprefix('--')}" for option in _options(parser))
    for name, options in commands.items():
        inside = f"{sandbox}; and __fish_seen_subcommand_from {name}"
        yield f"complete -c identkit -n '{inside}' -a '{' '.join(_words(options))}'"
    for name, rows, column in (("trigger", "events", 0), ("walk", "cases", 2)):
        query = f"identkit sandbox {rows} (commandline -opc)[4] 2>/dev/null | tail -n +2 | string match -rg '^(?:\\S+ +){{{column}}}(\\S+)'"
        yield f"complete -c identkit -f -n '{sandbox}; and __fish_seen_subcommand_from {name}' -a \"({query})\""


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
