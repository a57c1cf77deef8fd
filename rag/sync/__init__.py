"""A folder -> the index: what has changed, stored in transactions; watched, refined, rebuilt."""
