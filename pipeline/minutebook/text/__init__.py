"""String tools with offset maps: dates, times, names, sentences. They know nothing of minutes."""
