"""Pages of rooms: the list, one room, and the desk where it is kept."""
