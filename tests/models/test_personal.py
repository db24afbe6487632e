"""Every table that may hold something about a user has a rule: how it is exported, and what becomes of it."""

import re

import pytest
from sqlalchemy import Column, ForeignKey, MetaData, String, Table
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)
from wtc.models.personal import OTHERS, RULES, UNNAMED

TABLES = SQLModel.metadata.tables
SOUNDS_PERSONAL = re.compile(
    r"(^|_)(user|owner|author|member|fan|viewer|visitor|voter|recipient|email|phone|account|address_key|ip|subscriber"
    r"|endpoint|device)(_|s?$)"
)
SOUNDS_SECRET = re.compile(r"(^|_)(hash|token|secret|password|p256dh|auth|salt)(_hash)?$")


def leads_to_users(table: Table, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a chain of foreign keys leads from the table to ``users``."""
    parents = {key.column.table.name for key in table.foreign_keys} - seen - {table.name}
    return "users" in parents or any(
        leads_to_users(table.metadata.tables[each], seen | {table.name}) for each in parents
    )


def unruled(table: Table) -> str:
    """What is missing for this table, in a sentence; empty when nothing is."""
    sounding = [column.name for column in table.columns if SOUNDS_PERSONAL.search(column.name)]
    personal = table.name == "users" or leads_to_users(table) or sounding
    if not personal or table.name in RULES or table.name in OTHERS:
        return ""
    return (
        f"{table.name} leads to users or has columns that sound like it ({', '.join(sounding) or 'by key'}). Add a "
        "line to RULES in wtc/models/personal.py: which column is the user's, what the archive calls the rows and "
        "leaves out, and whether they go with the account. If it holds nothing about a user, add it to OTHERS."
    )


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_about_users_has_a_rule(name: str) -> None:
    assert not unruled(TABLES[name]), unruled(TABLES[name])


def test_a_new_table_without_a_rule_is_told_of() -> None:
    made = MetaData()
    for name in ("users", "reports", "listing_pairs", "event_sources", "events", "venues"):
        TABLES[name].to_metadata(made)
    by_key = Table("new", made, Column("report_id", ForeignKey("reports.id")))
    by_name = Table("other", made, Column("subscriber", String(8)))
    neither = Table("third", made, Column("source_id", ForeignKey("venues.id")))
    assert "new leads to users" in unruled(by_key)
    assert "subscriber" in unruled(by_name)
    assert not unruled(neither)


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_fits_its_table(name: str) -> None:
    rule, table = RULES[name], TABLES[name]
    owner = table.columns[rule.owner]
    parents = {key.column.table.name for key in owner.foreign_keys}
    assert rule.name
    assert set(rule.leaves_out) <= set(table.columns.keys())
    if rule.holds == "id" and name != "users":
        assert parents, f"{name}.{rule.owner} has to refer to users or a ruled table"
        assert parents <= {"users", *RULES}, f"{name}.{rule.owner} has to refer to users or a ruled table"
    if rule.then == UNNAMED:
        assert rule.why, f"say in RULES what rows of {name} are kept for when their user is gone"
        assert owner.nullable or rule.holds == "marks", f"{name}.{rule.owner} has to be nullable to lose its user"
    else:
        assert not rule.why, f"rows of {name} go: nothing is kept"


@pytest.mark.parametrize("name", sorted(RULES))
def test_no_secret_is_in_the_archive(name: str) -> None:
    secret = {column.name for column in TABLES[name].columns if SOUNDS_SECRET.search(column.name)}
    left = secret - set(RULES[name].leaves_out)
    assert not left, f"{name}: {', '.join(sorted(left))} sounds secret: name it in leaves_out of its rule"


def test_every_user_column_of_a_table_is_ruled() -> None:
    for name, rule in RULES.items():
        to_users = {key.parent.name for key in TABLES[name].foreign_keys if key.column.table.name == "users"}
        assert to_users <= {rule.owner}, f"{name} refers to users by {to_users}: one rule, one column"


def test_no_rule_is_left_over() -> None:
    assert {*RULES, *OTHERS} <= set(TABLES)
    names = [rule.name for rule in RULES.values()]
    assert len(names) == len(set(names))
