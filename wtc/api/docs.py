"""The API described by itself: OpenAPI as JSON, and as one plain page that needs no script."""

import html
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from fastapi import FastAPI, Request, Response

from wtc.api.answers import answer
from wtc.api.door import Door
from wtc.shapes.accounts import Role

door = Door(scope="pages", prefix="/v1", include_in_schema=False)
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
KEPT = {"cache-control": "public, max-age=300"}
STYLE = """
body{max-width:60rem;margin:0 auto;padding:var(--s6) var(--s4) var(--s8)}h1{font-size:var(--t-hero);font-weight:800}
p{color:var(--muted);margin:var(--s3) 0}details{border-top:1px solid var(--line)}
summary{cursor:pointer;min-height:44px;padding:var(--s3) 0}
summary b{display:inline-block;min-width:4.5rem;color:var(--emerald)}
summary span{color:var(--muted);margin-left:var(--s3)}code{font-family:ui-monospace,monospace;color:var(--text)}
table{border-collapse:collapse;width:100%;margin:var(--s2) 0 var(--s4);font-size:var(--t-meta)}
td,th{text-align:left;padding:var(--s2) var(--s3) var(--s2) 0;vertical-align:top;border-bottom:1px solid var(--line)}
a{color:var(--sky);text-decoration:underline}.scroll{overflow-x:auto}
"""


@door.get("/openapi.json", needs=Role.VISITOR)
async def schema(request: Request) -> Response:
    """The OpenAPI description."""
    return answer(described(request.app), headers=KEPT)


@door.get("/docs", needs=Role.VISITOR)
async def page(request: Request) -> Response:
    """The same for readers."""
    return Response(_page(request.app), headers=KEPT | {"content-security-policy": POLICY}, media_type="text/html")


def described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description with the one error form on every operation."""
    made = app.openapi()
    error = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}}
    made.setdefault("components", {}).setdefault("schemas", {})["Refusal"] = REFUSAL
    for operation in (op for way in made["paths"].values() for op in way.values()):
        operation["responses"] |= {
            "4XX": {"description": "Refused.", **error},
            "5XX": {"description": "Failed.", **error},
        }
        operation["responses"].pop("422", None)
    return made


REFUSAL = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "details": {"type": "object"},
                "requestId": {"type": "string"},
            },
            "required": ["code", "message", "details", "requestId"],
        }
    },
    "required": ["error"],
}


@lru_cache(maxsize=1)
def _page(app: FastAPI) -> str:
    made = described(app)
    parts = "".join(
        _operation(made, method, path, operation)
        for path, way in sorted(made["paths"].items())
        for method, operation in way.items()
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_safe(made['info']['title'])} API</title>"
        '<link rel="icon" href="/favicon.svg">'
        '<link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/wtc.css">'
        f"<style>{STYLE}</style></head><body>"
        f"<h1>{_safe(made['info']['title'])} API</h1><p>{_safe(made['info'].get('description', ''))}</p>"
        '<p>Machines read <a href="/v1/openapi.json">openapi.json</a>. Every refusal is '
        "<code>{&quot;error&quot;: {&quot;code&quot;, &quot;message&quot;, &quot;details&quot;, "
        "&quot;requestId&quot;}}</code>.</p>"
        f"{parts}</body></html>"
    )


def _operation(made: dict[str, Any], method: str, path: str, operation: dict[str, Any]) -> str:
    rows = [_row(each["name"], each["in"], each.get("required"), each["schema"], each) for each in _given(operation)]
    rows += [_row(name, "body", needed, kind, kind) for name, needed, kind in _body(made, operation)]
    head = "<tr><th>Name</th><th>In</th><th>Kind</th><th></th></tr>"
    table = f'<div class="scroll"><table>{head}{"".join(rows)}</table></div>' if rows else ""
    told = operation.get("description", operation.get("summary", "")).replace("``", "")
    gist = told.split("\n")[0]
    return (
        f"<details><summary><b>{_safe(method.upper())}</b> <code>{_safe(path)}</code>"
        f"<span>{_safe(gist)}</span></summary>"
        f"<p>{_safe(told)}</p>{table}{_comes_back(made, operation)}"
        f"<p>Answers: {_safe(', '.join(operation['responses']))}</p></details>"
    )


def _comes_back(made: dict[str, Any], operation: dict[str, Any]) -> str:
    """The fields of the answer, where its shape is known."""
    content = operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
    shape = made["components"]["schemas"].get(content.get("$ref", "").rpartition("/")[2])
    if shape is None:
        return ""
    rows = "".join(
        f"<tr><td><code>{_safe(name)}</code></td><td>{_safe(_kind(kind))}</td></tr>"
        for name, kind in shape["properties"].items()
    )
    return f'<div class="scroll"><table><tr><th>Comes back</th><th>Kind</th></tr>{rows}</table></div>'


def _given(operation: dict[str, Any]) -> list[dict[str, Any]]:
    return list(operation.get("parameters", []))


def _body(made: dict[str, Any], operation: dict[str, Any]) -> Iterator[tuple[str, bool, dict[str, Any]]]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = content.get("$ref", "").rpartition("/")[2]
    schema = made["components"]["schemas"].get(name, content)
    for field, kind in schema.get("properties", {}).items():
        yield field, field in schema.get("required", []), kind


def _row(name: str, place: str, needed: bool | None, kind: dict[str, Any], told: dict[str, Any]) -> str:
    must = " (required)" if needed else ""
    return (
        f"<tr><td><code>{_safe(name)}</code>{must}</td><td>{_safe(place)}</td>"
        f"<td>{_safe(_kind(kind))}</td><td>{_safe(told.get('description', ''))}</td></tr>"
    )


def _kind(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"] if each.get("type") != "null")
    word = schema.get("type") or schema.get("$ref", "").rpartition("/")[2] or "anything"
    if word == "array":
        word = f"list of {_kind(schema.get('items', {}))}"
    bounds = [f"{name} {schema[name]}" for name in ("minimum", "maximum", "minLength", "maxLength") if name in schema]
    return ", ".join([str(word), *bounds, *([f"default {schema['default']}"] if "default" in schema else [])])


def _safe(text: object) -> str:
    return html.escape(str(text))
