package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Operation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads root fields of GraphQL documents by the packs of the host; what they do not list by their defaults. */
final class GraphQlReading {

    private final HostPacks packs;
    private final Lazy<GenericReading> generic;

    GraphQlReading(HostPacks packs, Lazy<GenericReading> generic) {
        this.packs = packs;
        this.generic = generic;
    }

    Effect read(Operation operation) {
        Effect worst = null;
        Effect unlisted = null;
        for (LazyPack lazy : packs.at(operation.host())) {
            Pack pack = lazy.get();
            GraphQlSchema schema = pack.schema();
            Operation complete = schema == null ? operation : schema.completed(operation);
            Rule rule =
                    pack.operations().getOrDefault(operation.type(), Map.of()).get(operation.name());
            if (rule != null) {
                worst = strictest(worst, RuleReading.read(pack, rule, complete));
            } else if (unlisted == null) {
                unlisted = unlisted(pack, complete);
            }
        }
        if (worst != null) {
            return worst;
        }
        return unlisted != null ? unlisted : generic.get().read(operation);
    }

    boolean speaksAt(String host, String path) {
        for (LazyPack lazy : packs.at(host)) {
            if (lazy.match().knowsPath(path)) {
                return true;
            }
        }
        return false;
    }

    /** An operation of a provider that its pack does not list, such as one newer than the pack. */
    private Effect unlisted(Pack pack, Operation operation) {
        Rule otherwise = pack.defaultOf(operation.type());
        Effect read = described(pack, operation, generic.get().read(operation));
        if (otherwise == null) {
            return read;
        }
        Effect byDefault = RuleReading.read(pack, otherwise, operation);
        Reversibility worse = byDefault.reversibility().worse(read.reversibility());
        return worse == byDefault.reversibility()
                ? byDefault
                : byDefault.toBuilder()
                        .reversibility(worse, read.reason())
                        .kind(read.kind())
                        .build();
    }

    /** What the schema says of a field that no rule lists only raises what its name says. */
    private Effect described(Pack pack, Operation operation, Effect read) {
        GraphQlSchema schema = pack.schema();
        boolean nested = operation.name().indexOf('.') >= 0;
        if (schema == null || nested || read.reversibility() == Reversibility.IRREVERSIBLE) {
            return read;
        }
        GraphQlSchema.Field field = schema.field(operation);
        if (field == null) {
            return read.toBuilder()
                    .reversibility(
                            read.reversibility().worse(Reversibility.UNKNOWN),
                            "the schema of `" + pack.provider() + "` has no such " + operation.type())
                    .build();
        }
        if (operation.type().equals("mutation") && generic.get().describesDestruction(field.description())) {
            return read.toBuilder()
                    .reversibility(Reversibility.IRREVERSIBLE, "the schema's description says that it destroys")
                    .build();
        }
        return read;
    }

    private static Effect strictest(@Nullable Effect a, Effect b) {
        return a == null || a.reversibility().worse(b.reversibility()) != a.reversibility() ? b : a;
    }
}
