"""Pages of events: home, discover, one event."""
