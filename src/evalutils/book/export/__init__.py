"""Export: one file per evaluation that holds the whole report and asks nothing of other files."""
