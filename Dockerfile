# One container: the program, its built pages and nothing that builds. Not built as part of the tests.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir -r requirements.txt
COPY . .
RUN .venv/bin/python -m wtc build && rm -rf .web/node_modules data

FROM python:3.11-slim-bookworm
RUN useradd --system --create-home --uid 10001 wtc
WORKDIR /app
COPY --from=build --chown=wtc /app /app
RUN mkdir -p /data && chown wtc /data
USER wtc
ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=/data WTC_ENV=production PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD [".venv/bin/python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:3000/health', timeout=4)"]
CMD [".venv/bin/python", "-m", "wtc", "serve"]
