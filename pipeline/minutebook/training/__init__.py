"""How the weights in `models/` are made; nothing that reads minutes needs it."""
