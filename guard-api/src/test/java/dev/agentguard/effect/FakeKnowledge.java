package dev.agentguard.effect;

import dev.agentguard.annotation.Reversibility;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A small stand-in for the packs that remembers what it was asked. */
public final class FakeKnowledge implements Knowledge {

    public static final String RAILWAY = "backboard.railway.app";

    private static final Map<String, Reversibility> RAILWAY_FIELDS = Map.of(
            "volumeDelete", Reversibility.IRREVERSIBLE,
            "projectScheduleDelete", Reversibility.RECOVERABLE,
            "customDomainCreate", Reversibility.REVERSIBLE,
            "environmentPreviewChangeSet", Reversibility.READ_ONLY);
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final List<Operation> asked = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Effect effectOf(Operation operation) {
        asked.add(operation);
        boolean railway = operation.host().equals(RAILWAY);
        Reversibility known =
                operation.protocol() == Operation.Protocol.HTTP ? http(operation) : graphQl(operation, railway);
        Object id = operation.arguments().get("volumeId");
        return Effect.of((railway ? "railway:" : "generic:") + operation.name(), operation.evidence())
                .basis(railway ? Basis.PACK : Basis.GENERIC)
                .resource("railway:volume", id instanceof String text ? text : null)
                .reach(operation.arguments().containsKey("volumeId") ? Reach.ONE : Reach.ALL)
                .host(operation.host().isEmpty() ? null : operation.host())
                .reversibility(known, "known by the test")
                .build();
    }

    private static Reversibility graphQl(Operation operation, boolean railway) {
        if (operation.type().equals("query")) {
            return Reversibility.READ_ONLY;
        }
        if (railway) {
            return RAILWAY_FIELDS.getOrDefault(operation.name(), Reversibility.UNKNOWN);
        }
        return destroys(operation.name()) ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE;
    }

    private static Reversibility http(Operation operation) {
        if (READS.contains(operation.type())) {
            return Reversibility.READ_ONLY;
        }
        return operation.type().equals("DELETE") || destroys(operation.name())
                ? Reversibility.IRREVERSIBLE
                : Reversibility.REVERSIBLE;
    }

    private static boolean destroys(String name) {
        return name.toLowerCase(Locale.ROOT).contains("delete");
    }

    @Override
    public boolean speaksGraphQl(String host, String path) {
        return host.equals(RAILWAY) && path.equals("/graphql/v2");
    }

    @Override
    public boolean namesAVerb(String name) {
        return false;
    }

    /** Returns the operations that were asked for, in order. */
    public List<Operation> asked() {
        return List.copyOf(asked);
    }

    /** Returns the only operation that was asked for. */
    public Operation only() {
        if (asked.size() != 1) {
            throw new AssertionError("expected one operation, got " + asked);
        }
        return asked.get(0);
    }
}
