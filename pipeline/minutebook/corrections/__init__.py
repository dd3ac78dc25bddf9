"""What people put right: kept beside the book, laid over every later extraction, never silently dropped."""
