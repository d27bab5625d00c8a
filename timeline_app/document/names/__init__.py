"""Names in order: what each is used for, and the plans of change that keep them so."""
