"""The sample store, made from the tables in `resources/sample`."""
