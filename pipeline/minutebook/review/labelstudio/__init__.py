"""Records as tasks of Label Studio, and what was annotated there as corrections."""
