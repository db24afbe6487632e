"""The long roads: gateway, then service, then gateway."""
