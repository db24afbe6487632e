"""The same services spoken in JSON, plain HTML for crawlers and ICS."""
