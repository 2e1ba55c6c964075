package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Reach;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a root field of a GraphQL document by its name and its arguments. */
final class GenericField {

    private final Lexicon lexicon;
    private final NameReading names;
    private final WriteReading writes;

    GenericField(Lexicon lexicon, NameReading names, WriteReading writes) {
        this.lexicon = lexicon;
        this.names = names;
        this.writes = writes;
    }

    Effect read(Operation operation) {
        List<String> words = Words.of(operation.name());
        Effect.Builder effect = Effect.of("graphql:" + operation.name(), operation.evidence())
                .host(operation.host().isEmpty() ? null : operation.host())
                .resource("graphql:field", null)
                .kind(lexicon.kindOf(words));
        return switch (operation.type()) {
            case "mutation" -> mutation(effect, operation, words);
            case "query", "subscription" -> query(effect, operation, words);
            default ->
                effect.reversibility(Reversibility.UNKNOWN, "neither query nor mutation")
                        .build();
        };
    }

    private Effect mutation(Effect.Builder effect, Operation operation, List<String> words) {
        if (overwritesAll(operation, words)) {
            return effect.reach(Reach.ALL)
                    .reversibility(Reversibility.IRREVERSIBLE, "changes every row: its `where` narrows nothing")
                    .build();
        }
        Meaning meaning = names.of(words, List.of(), "POST");
        boolean acts = meaning != null && meaning.acts();
        Effect read = writes.read(effect, operation, acts ? meaning : null, words, "is not known to destroy");
        return writes.withPrograms(read, operation);
    }

    /** {@code update_users(where: {})}, {@code updateManyUser} without a {@code where}. */
    private static boolean overwritesAll(Operation operation, List<String> words) {
        if (words.isEmpty() || !words.contains("update")) {
            return false;
        }
        Map<String, @Nullable Object> arguments = operation.arguments();
        Object where = arguments.get("where");
        boolean given = arguments.containsKey("where");
        boolean nothing = where == null || (where instanceof Map<?, ?> fields && fields.isEmpty());
        return given ? nothing : words.contains("many") && arguments.containsKey("data");
    }

    private Effect query(Effect.Builder effect, Operation operation, List<String> words) {
        boolean destroys = !words.isEmpty() && lexicon.destroys(words.get(0));
        return (destroys
                        ? effect.reversibility(Reversibility.UNKNOWN, "a query that is named as if it destroyed")
                        : effect.reversibility(Reversibility.READ_ONLY, "a " + operation.type() + " changes nothing"))
                .build();
    }
}
