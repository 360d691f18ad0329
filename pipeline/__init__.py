"""Brings documents in: sources, polite fetching, the flow and its schedule.

    from pipeline.runs.ingest import ingest        plain functions, no Prefect
    from pipeline.orchestration.flow import run_ingest      the same steps as a Prefect flow
    from pipeline.runs.watch import add, check     the sources that are watched

Nothing heavy is imported here.
"""
