"""The registry of pose models: built in, stored, loaded, served."""
