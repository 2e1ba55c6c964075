package dev.agentguard.pack;

/**
 * What a pack says of one HTTP request.
 *
 * @param method the method in upper case, or {@code *} for any
 * @param template the shape of its path
 * @param rule what it does
 * @param alone whether method and URL decide that, so that an unread body does not matter
 * @param dryRuns whether the pack's mark of a dry run counts for it
 */
record Request(String method, PathTemplate template, Rule rule, boolean alone, boolean dryRuns) {

    /** Whether its rule looks at an argument. */
    boolean asks() {
        return rule.scope() != null
                || !rule.cases().isEmpty()
                || !rule.places().isEmpty()
                || rule.targets().stream().anyMatch(target -> target.argument() != null);
    }

    /** The name of the operation, without its provider. */
    String name() {
        return method + " " + template.text();
    }
}
