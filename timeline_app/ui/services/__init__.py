"""What panels and controllers share: the session, jobs and settings."""
