package dev.agentguard.javaagent.http;

/** How much of a body is held in memory to be judged. What is larger is sent unread or not at all, as policy says. */
final class BodyLimit {

    /** In bytes; the system property {@code guard.http.body-limit}, 1 MiB without it. */
    static final int BYTES = Math.max(0, Integer.getInteger("guard.http.body-limit", 1 << 20));

    /** How long a body that another thread feeds is waited for; what lies in a file or in memory never waits. */
    static final long WAIT_MILLIS = Long.getLong("guard.http.body-wait-millis", 2_000);

    private BodyLimit() {}

    static String exceeded() {
        return "the body is larger than " + BYTES + " bytes";
    }
}
