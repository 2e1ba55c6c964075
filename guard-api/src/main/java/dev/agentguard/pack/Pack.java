package dev.agentguard.pack;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one provider's API.
 *
 * @param match what it is asked about
 * @param version the version of its content
 * @param maturity how far it can be relied on
 * @param sources what it was written from
 * @param defaults what an operation of a type does that is not listed; {@code *} stands for any type
 * @param operations what the listed operations do, by type, then by name
 * @param requests what the listed HTTP requests do
 * @param dryRun what makes any of its operations one that is only tried, or null
 * @param idempotency how the provider knows a request for one that it was sent before, or null
 * @param schema the schema that the provider publishes, or null
 */
record Pack(
        PackMatch match,
        String version,
        Maturity maturity,
        List<Source> sources,
        Map<String, Rule> defaults,
        Map<String, Map<String, Rule>> operations,
        RequestTable requests,
        @Nullable DryRun dryRun,
        @Nullable Idempotency idempotency,
        @Nullable GraphQlSchema schema) {

    Pack {
        sources = List.copyOf(sources);
        defaults = Map.copyOf(defaults);
        operations = Map.copyOf(operations);
    }

    /** How far a pack can be relied on. */
    enum Maturity {
        /** Checked against the provider's published description. */
        STABLE,
        /** Written with care, not yet checked against everything. */
        INCUBATING,
        /** To be replaced. */
        DEPRECATED
    }

    /**
     * Where knowledge comes from.
     *
     * @param address the page or file
     * @param read the day it was read
     */
    record Source(String address, String read) {}

    String id() {
        return match.id();
    }

    String provider() {
        return match.provider();
    }

    /** Returns what an operation of this type does that is not listed, or null if the pack does not say. */
    @Nullable
    Rule defaultOf(String type) {
        Rule rule = defaults.get(type);
        return rule != null ? rule : defaults.get("*");
    }
}
