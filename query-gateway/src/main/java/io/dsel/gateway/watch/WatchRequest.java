package io.dsel.gateway.watch;

/** What to watch, and from where. */
record WatchRequest(WatchFilter filter, Start start) {}
