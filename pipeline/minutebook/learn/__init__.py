"""What was learnt, as it is used: small sequence labellers whose weights stand in `models/`."""
