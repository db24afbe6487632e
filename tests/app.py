"""The API, made once for a whole run: between requests it holds nothing but its routes."""

from functools import cache

from fastapi import FastAPI

from wtc.api.app import make


@cache
def app() -> FastAPI:
    return make()
