"""The local page on which a person looks at a book, puts it right and keeps what she put right."""
