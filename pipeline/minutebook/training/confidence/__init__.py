"""How sure a value is: learnt from values right and wrong, in documents as printed and damaged."""
