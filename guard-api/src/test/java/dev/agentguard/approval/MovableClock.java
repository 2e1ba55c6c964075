package dev.agentguard.approval;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test sets forward and back. */
final class MovableClock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-04-24T09:00:00Z");

    void move(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
