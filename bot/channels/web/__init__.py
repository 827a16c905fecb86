"""The web channel: the REST API and the citizen's page."""
