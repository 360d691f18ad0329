"""All of Prefect: the flow, its schedule, its server."""
