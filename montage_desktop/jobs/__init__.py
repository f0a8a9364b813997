"""Jobs on Redis and RQ: store, queues, tasks, workers and the embedded server."""
