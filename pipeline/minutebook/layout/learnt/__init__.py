"""What the line labeller says of a document's blocks, and how that and the rules' zones become one."""
