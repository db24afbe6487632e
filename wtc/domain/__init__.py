"""The rules, as pure functions on shapes."""
