package dev.agentguard.effect;

/**
 * How much of an action readers look at; what is beyond is {@code UNKNOWN}. Input is hostile, so every reader keeps to
 * these.
 *
 * @param bodyBytes the largest body that is parsed, in bytes
 * @param urlCharacters the longest URL, in characters; of a longer one only so much is looked at
 * @param fields the most fields of one body, and the most elements of XML, a quarter as many with different names; of
 *     JSON in which no field says what is done any number, as long as half as many have different names
 * @param depth the deepest nesting of JSON or of a GraphQL selection
 * @param tokens the most GraphQL tokens
 * @param operations the most operations in one action (a batch, aliases)
 */
public record Limits(int bodyBytes, int urlCharacters, int fields, int depth, int tokens, int operations) {

    /** 1 MiB, 65,536 characters, 40,000 fields, 64 levels, 20,000 tokens, 200 operations. */
    public static final Limits DEFAULT = new Limits(1 << 20, 1 << 16, 40_000, 64, 20_000, 200);
}
