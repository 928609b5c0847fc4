r"""Patterns for short answers: regular expressions that are matched in linear time.

Python's `re` backtracks: one careless pattern can hold a thread for minutes. Here a pattern becomes a small
machine whose states are followed all at once (Thompson, "Regular Expression Search Algorithm", CACM 11(6),
1968), so that the work is at most steps times characters. The dialect: characters, `.`, classes `[a-z]`, `\d \w \s`
and their opposites, `|`, groups, `? * + {m} {m,} {m,n}`. A pattern always stands for the whole text, in any case.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from lyceum.assessment.errors import InvalidPatternError

MAX_STEPS: Final = 200
MAX_TEXT: Final = 200
MAX_DEPTH: Final = 20

_ATOM: Final = re.compile(r"\[\^?(?:\\.|[^\]\[\\])+\]|\\[dwsDWS\W_]|[^\\\[\](){}|*+?^$]")
_REPEAT: Final = re.compile(r"([*+?])|\{(\d{1,2})(,(\d{1,2})?)?\}")
_SET_OPERATION: Final = re.compile(r"--|&&|\|\||~~")


@dataclass(frozen=True, slots=True)
class _Step:
    """One state: the character it takes, or None for none, and how far on the next states are."""

    takes: re.Pattern[str] | None
    jumps: tuple[int, ...]


type _Program = tuple[_Step, ...]


def is_match(pattern: str, text: str) -> bool:
    """Tell whether the whole text matches, ignoring case.

    Raises:
        InvalidPatternError: the pattern cannot be read.
    """
    program = compile_pattern(pattern)
    if len(text) > MAX_TEXT:
        return False
    states = _follow(program, {0})
    for character in text:
        states = _follow(program, _advance(program, states, character))
    return len(program) in states


@lru_cache(maxsize=512)
def compile_pattern(pattern: str) -> _Program:
    """Turn a pattern into its machine.

    Raises:
        InvalidPatternError: it cannot be read or is too big.
    """
    bare = pattern.removeprefix("^")
    if bare.endswith("$") and not bare.endswith("\\$"):
        bare = bare.removesuffix("$")
    reader = _Reader(source=bare)
    program = reader.read_alternatives()
    if reader.position < len(bare):
        raise InvalidPatternError(f"“{bare[reader.position :]}” does not fit here.")
    return program


def _advance(program: _Program, states: set[int], character: str) -> set[int]:
    """Return the states behind those that take the character."""
    return {
        state + 1
        for state in states
        if state < len(program) and (takes := program[state].takes) is not None and takes.fullmatch(character)
    }


def _follow(program: _Program, states: set[int]) -> set[int]:
    """Add the states that are reached without taking a character."""
    reached: set[int] = set()
    waiting = list(states)
    while waiting:
        state = waiting.pop()
        if state in reached:
            continue
        reached.add(state)
        if state < len(program) and program[state].takes is None:
            waiting.extend(state + jump for jump in program[state].jumps)
    return reached


@dataclass(slots=True)
class _Reader:
    """Reads a pattern from left to right, by recursive descent."""

    source: str
    position: int = field(default=0)
    depth: int = field(default=0)

    def read_alternatives(self) -> _Program:
        """Read `a|b|c`, up to the end or a closing bracket."""
        program = self._read_sequence()
        while self._skip("|"):
            program = _either(program, self._read_sequence())
        return program

    def _read_sequence(self) -> _Program:
        program: _Program = ()
        while self.position < len(self.source) and self.source[self.position] not in "|)":
            program += self._read_repeated()
            _check_size(program)
        return program

    def _read_repeated(self) -> _Program:
        part = self._read_group() if self.source[self.position] == "(" else self._read_atom()
        if found := _REPEAT.match(self.source, self.position):
            self.position = found.end()
            return _check_size(_repeat(part, found))
        return part

    def _read_group(self) -> _Program:
        self.position += 1
        self._skip("?:")
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise InvalidPatternError("The pattern is nested too deeply.")
        program = self.read_alternatives()
        self.depth -= 1
        if not self._skip(")"):
            raise InvalidPatternError("A bracket is not closed.")
        return program

    def _read_atom(self) -> _Program:
        found = _ATOM.match(self.source, self.position)
        if found is None:
            raise InvalidPatternError(f"“{self.source[self.position :]}” cannot be read.")
        self.position = found.end()
        return (_Step(_compile_atom(found[0]), (1,)),)

    def _skip(self, expected: str) -> bool:
        if not self.source.startswith(expected, self.position):
            return False
        self.position += len(expected)
        return True


def _compile_atom(atom: str) -> re.Pattern[str]:
    """Compile what stands for one character; that much of `re` takes constant time."""
    if atom.startswith("[") and _SET_OPERATION.search(atom):
        raise InvalidPatternError(f"“{atom}” has a meaning that is not supported.")
    try:
        return re.compile(atom, re.IGNORECASE | re.DOTALL)
    except re.error as error:  # a range in the wrong order, an unknown escape
        raise InvalidPatternError(f"“{atom}” cannot be read: {error.msg}.") from None


def _either(first: _Program, second: _Program) -> _Program:
    fork = _Step(None, (1, len(first) + 2))
    return _check_size((fork, *first, _Step(None, (len(second) + 1,)), *second))


def _optional(part: _Program) -> _Program:
    return (_Step(None, (1, len(part) + 1)), *part)


def _any_number(part: _Program) -> _Program:
    return (_Step(None, (1, len(part) + 2)), *part, _Step(None, (-len(part) - 1,)))


def _repeat(part: _Program, found: re.Match[str]) -> _Program:
    sign, least_text, comma, most_text = found.groups()
    if sign:
        return {"?": _optional(part), "*": _any_number(part), "+": part + _any_number(part)}[sign]
    least = int(least_text)
    if comma and not most_text:
        return part * least + _any_number(part)
    most = int(most_text) if most_text else least
    if most < least:
        raise InvalidPatternError(f"“{found[0]}” counts backwards.")
    tail: _Program = ()
    for _ in range(most - least):
        tail = _check_size(_optional(part + tail))
    return part * least + tail


def _check_size(program: _Program) -> _Program:
    if len(program) > MAX_STEPS:
        raise InvalidPatternError("The pattern is too big.")
    return program
