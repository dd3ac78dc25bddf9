"""What boards talk about: themes measured over a book, compared with allowance for chance, and pictured."""
