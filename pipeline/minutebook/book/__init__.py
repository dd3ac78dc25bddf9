"""A book: the folder that keeps many records, written by one run and read by everything else."""
