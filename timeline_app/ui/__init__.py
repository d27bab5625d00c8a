"""Windows, panels, dialogs, actions, item models and jobs."""
