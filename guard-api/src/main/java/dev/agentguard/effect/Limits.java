package dev.agentguard.effect;

/**
 * How much of an action readers look at; what is beyond is {@code UNKNOWN}. Input is hostile, so every reader keeps to
 * these.
 *
 * @param bodyBytes the largest body that is parsed, in bytes
 * @param depth the deepest nesting of JSON or of a GraphQL selection
 * @param tokens the most GraphQL tokens
 * @param operations the most operations in one action (a batch, aliases)
 */
public record Limits(int bodyBytes, int depth, int tokens, int operations) {

    /** 1 MiB, 64 levels, 20,000 tokens, 200 operations. */
    public static final Limits DEFAULT = new Limits(1 << 20, 64, 20_000, 200);
}
