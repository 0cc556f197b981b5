"""Record types to columns: what is declared in a struct is not declared again in a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import inspect
from sqlalchemy import Boolean, Column, Dialect, Float, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

Made = TypeVar("Made", bound=msgspec.Struct)


class Json(TypeDecorator[Any]):
    """JSON as text that a person can read, on every database; None stays NULL. Comes back as built-in types."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002 - any JSON value
        """The text that is stored."""
        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002
        """The value that the text holds."""
        return None if value is None else msgspec.json.decode(value)


_PLAIN: tuple[tuple[type[inspect.Type], type[TypeEngine[Any]]], ...] = (
    (inspect.StrType, Text),
    (inspect.LiteralType, Text),
    (inspect.BoolType, Boolean),
    (inspect.IntType, Integer),
    (inspect.FloatType, Float),
    (inspect.BytesType, LargeBinary),
)


def columns_of(struct: type[msgspec.Struct], *, key: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> list[Column[Any]]:
    """One column for each field of a struct, in order: words as text, numbers as numbers, everything composed as JSON.

    Args:
        struct: the declared type.
        key: fields that make the primary key.
        without: fields that the table keeps otherwise.
    """
    info = inspect.type_info(struct)
    if not isinstance(info, inspect.StructType):
        raise TypeError(struct)
    out: list[Column[Any]] = []
    for field in info.fields:
        if field.name in without:
            continue
        kind, nullable = _bare(field.type)
        out.append(Column(field.name, _column_type(kind), primary_key=field.name in key, nullable=nullable))
    return out


def struct_of(row: Mapping[Any, Any], struct: type[Made]) -> Made:
    """The struct whose fields the columns of a row hold."""
    return msgspec.convert({field: row[field] for field in struct.__struct_fields__}, struct)


def _bare(kind: inspect.Type) -> tuple[inspect.Type, bool]:
    """The type without its None, and whether it had one. Any may be None."""
    if isinstance(kind, inspect.UnionType):
        rest = [each for each in kind.types if not isinstance(each, inspect.NoneType)]
        return (rest[0] if len(rest) == 1 else kind), len(rest) < len(kind.types)
    return kind, isinstance(kind, inspect.AnyType)


def _column_type(kind: inspect.Type) -> type[TypeEngine[Any]]:
    return next((column for known, column in _PLAIN if isinstance(kind, known)), Json)
